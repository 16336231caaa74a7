package banyan.artifact;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Requests of several users and the responses, without parts that differ in each run. */
final class Script {
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"[^\"]+\"");
    private static final List<String> HEADERS =
            List.of("Content-Type", "ETag", "Location", "Link", "Allow", "Vary", "WWW-Authenticate", "Banyan-Contract");
    private static final String BOARD = "application/vnd.banyan+json";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final UnaryOperator<String> host;
    private final List<String> lines = new ArrayList<>();

    /**
     * @param host returns the address for requests of a module
     */
    Script(UnaryOperator<String> host) {
        this.host = host;
    }

    /** Runs the script. Each line is a request and its response. */
    List<String> play() throws Exception {
        until("threads/1", "\"postCount\":2,");
        until("threads/2", "\"postCount\":3,");
        until("threads/3", "\"postCount\":1,");
        for (var path : List.of(
                "users",
                "users/3",
                "users/",
                "threads",
                "threads/2",
                "posts",
                "posts/in-thread/1",
                "posts/by-user/1",
                "posts/in-thread/7",
                "users/99",
                "threads/none",
                "posts/0",
                "users/keys/none",
                "posts?limit=2")) {
            exchange("GET", path, "");
        }
        for (var path : List.of("users/3", "threads/2", "posts?order=newest&limit=1", "threads?order=active")) {
            exchange("GET", path, "", "Accept", BOARD);
        }
        register("prismo");
        register("lemongrab");
        exchange("POST", "users", "{\"username\":\"PRISMO\",\"password\":\"three wishes only\"}");
        var prismo = signIn("prismo");
        var lemongrab = signIn("lemongrab");
        exchange("POST", "threads", "{\"title\":\"\"}", prismo);
        exchange("POST", "threads", "{\"title\":\"Wishes\"}", prismo);
        exchange("POST", "posts", "{\"thread\":101,\"text\":\"One each.\"}", and(prismo, "Idempotency-Key", "one"));
        exchange("POST", "posts", "{\"thread\":101,\"text\":\"One each.\"}", and(prismo, "Idempotency-Key", "one"));
        exchange("POST", "posts", "{\"thread\":999,\"text\":\"Nowhere.\"}", prismo);
        exchange("POST", "posts", "{\"thread\":101,\"text\":\"Unasked.\"}");
        exchange("POST", "posts", "{\"thread\":101,\"text\":\"UNACCEPTABLE!\"}", lemongrab);
        until("threads/101", "\"postCount\":2,");
        exchange("GET", "threads/101", "", "Accept", BOARD);
        exchange("GET", "posts/in-thread/101", "", "Accept", BOARD);
        exchange("PATCH", "posts/101", "{\"text\":\"Mine.\"}", lemongrab);
        exchange("PATCH", "posts/101", "{\"text\":\"Two each.\"}", and(prismo, "If-Match", "\"1.0.b\""));
        exchange("PATCH", "posts/101", "{\"text\":\"Three.\"}", and(prismo, "If-Match", "\"1.0.b\""));
        exchange("PUT", "posts/101", "{}", prismo);
        exchange("PATCH", "threads/101", "{\"title\":\"More wishes\"}", prismo);
        exchange("DELETE", "posts/102", "", prismo);
        exchange("DELETE", "threads/101", "", prismo);
        gone("posts/101");
        exchange("GET", "posts/101", "");
        exchange("GET", "posts/in-thread/101", "");
        exchange("DELETE", "users/102", "", lemongrab);
        exchange("GET", "users/102", "");
        unknown("posts/1", "{\"text\":\"Still here.\"}", lemongrab);
        var changed = exchange(
                "PATCH",
                "users/101",
                "{\"password\":\"a fourth wish, though\",\"oldPassword\":\"three wishes only\"}",
                prismo);
        unknown("posts/1", "{\"text\":\"Still here.\"}", prismo);
        unknown("threads/1", "{\"title\":\"Still here.\"}", prismo);
        exchange("PATCH", "users/101", "{\"bio\":\"Still here.\"}", prismo);
        prismo = bearer(changed);
        exchange("POST", "posts", "{\"thread\":1,\"text\":\"None left.\"}", prismo);
        exchange("POST", "threads", "{\"title\":\"None left\"}", prismo);
        exchange("PATCH", "users/101", "{\"bio\":\"Still here.\"}", prismo);
        for (var module : List.of("users", "threads", "posts")) {
            exchange("GET", module + "/changes?limit=1000", "");
        }
        return lines;
    }

    private void register(String name) throws Exception {
        exchange("POST", "users", "{\"username\":\"" + name + "\",\"password\":\"three wishes only\"}");
    }

    private String[] signIn(String name) throws Exception {
        var response =
                exchange("POST", "users/tokens", "{\"username\":\"" + name + "\",\"password\":\"three wishes only\"}");
        return bearer(response);
    }

    private static String[] bearer(HttpResponse<String> response) throws IOException {
        return new String[] {
            "Authorization",
            "Bearer " + JSON.readTree(response.body()).path("token").asText()
        };
    }

    private static String[] and(String[] headers, String... more) {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** Repeats a request until another module has followed the feed. */
    private void until(String path, String part) throws Exception {
        Eventually.holds(() -> send("GET", path, "", "Accept", BOARD).body().contains(part));
    }

    private void gone(String path) throws Exception {
        Eventually.holds(() -> send("GET", path, "").statusCode() == 404);
    }

    /** Until then the request is rejected as forbidden, so no order of events writes anything else. */
    private void unknown(String path, String body, String... headers) throws Exception {
        Eventually.holds(() -> send("PATCH", path, body, headers).statusCode() == 401);
    }

    private HttpResponse<String> exchange(String method, String path, String body, String... headers) throws Exception {
        var response = send(method, path, body, headers);
        var line = new StringBuilder(method + " " + path + " " + body + " -> " + response.statusCode());
        HEADERS.forEach(
                name -> response.headers().allValues(name).forEach(value -> line.append(", " + name + ": " + value)));
        lines.add(lasting(line + " " + response.body()));
        return response;
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var module = path.split("[/?]", 2)[0];
        var request = HttpRequest.newBuilder(URI.create(host.apply(module) + "/api/" + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String lasting(String line) {
        var timeless = TIME.matcher(line).replaceAll("TIME");
        return TOKEN.matcher(ID.matcher(timeless).replaceAll("ID")).replaceAll("TOKEN");
    }
}
