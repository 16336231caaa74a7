package banyan.artifact;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Many clients of one board with separate cookies, which detect the location that serves them. */
final class SplitClients {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI contract;
    private final String store;
    private int strays;

    /**
     * @param store the store id of the other location
     */
    SplitClients(BoardProcess board, String store) {
        contract = URI.create("http://127.0.0.1:" + board.port() + "/api/posts/contract");
        this.store = store;
    }

    /** Returns how many of these clients are served by the other location. Each client sends two requests. */
    int elsewhere(int clients) throws IOException, InterruptedException {
        int elsewhere = 0;
        for (int i = 0; i < clients; i++) {
            var first = client.send(HttpRequest.newBuilder(contract).build(), BodyHandlers.ofString());
            var cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
            var second = client.send(
                    HttpRequest.newBuilder(contract)
                            .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
                            .build(),
                    BodyHandlers.ofString());
            if (isElsewhere(first) != isElsewhere(second)) {
                strays++;
            }
            elsewhere += isElsewhere(first) ? 1 : 0;
        }
        return elsewhere;
    }

    /** Returns how many clients were served by different locations. */
    int strays() {
        return strays;
    }

    private boolean isElsewhere(HttpResponse<String> response) {
        return response.body().contains(store);
    }
}
