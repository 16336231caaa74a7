package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each module describes its API, and its responses match the description. */
class OpenApiIT {
    private static final List<String> MODULES = List.of("users", "threads", "posts");
    private static final int REQUESTS = Boolean.getBoolean("banyan.campaign") ? 20_000 : 2_000;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static BoardProcess board;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        board = BoardProcess.start(data, "--access-log=off");
    }

    @AfterAll
    static void stop() {
        board.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "threads", "posts"})
    void isAnOpenApiDocument(String module) throws Exception {
        var read = new OpenAPIV3Parser().readContents(board.get(path(module)).body());
        assertThat(read.getMessages()).isEmpty();
        assertThat(read.getOpenAPI().getSpecVersion()).isEqualTo(SpecVersion.V31);
        assertThat(read.getOpenAPI().getPaths()).containsKeys("/api/" + module, path(module));
    }

    @Test
    void isNotSentToAClientThatHasIt() throws Exception {
        var anonymous = Person.anonymous(board);
        var response = anonymous.get(path("posts"));
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        var tag = response.headers().firstValue("ETag").orElseThrow();
        assertThat(anonymous.get(path("posts"), "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(anonymous.get(path("posts"), "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
    }

    /** Sends this many requests, and then more until each operation has succeeded. */
    @Test
    void describesEveryResponse() throws Exception {
        long seed = Long.getLong("banyan.seed", System.nanoTime());
        System.out.println("The requests are those of -Dbanyan.seed=" + seed);
        var operations = operations();
        var guests = Guests.on(board);
        var requests = new GeneratedRequests(new Random(seed), operations, guests);
        var succeeded = new TreeSet<String>();
        var objections = new ArrayList<String>();
        for (int i = 0; i < REQUESTS || succeeded.size() < operations.size() && i < 10 * REQUESTS; i++) {
            var request = requests.next();
            var response = send(request);
            guests.learn(request, response);
            request.operation().objections(request, response).forEach(objection -> objections.add(objection));
            if (response.statusCode() < 300) {
                succeeded.add(request.operation().name());
            }
        }
        assertThat(objections).as("seed %d", seed).isEmpty();
        assertThat(succeeded)
                .as("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(
                        operations.stream().map(DescribedOperation::name).toList());
    }

    private static List<DescribedOperation> operations() throws Exception {
        var operations = new ArrayList<DescribedOperation>();
        for (var module : MODULES) {
            operations.addAll(DescribedOperation.all(board.get(path(module)).body()));
        }
        return operations;
    }

    private static String path(String module) {
        return "/api/" + module + "/openapi.json";
    }

    private static HttpResponse<String> send(GeneratedRequest request) throws IOException, InterruptedException {
        var sent = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + board.port() + request.target()))
                .method(request.method(), request.publisher());
        request.headers().forEach(sent::header);
        return CLIENT.send(sent.build(), HttpResponse.BodyHandlers.ofString());
    }
}
