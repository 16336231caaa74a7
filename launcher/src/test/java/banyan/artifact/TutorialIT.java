package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The paths of the tutorial, byte for byte, for both ways to start. */
class TutorialIT {
    private static final String USERS = """
            [{"id":1,"username":"marceline","name":"Marceline Abadeer","bio":"1000 year old vampire queen, musician"},\
            {"id":2,"username":"finn","name":"Finn 'the Human' Mertens","bio":"Adventurer and hero, last human, defender of good"},\
            {"id":3,"username":"pb","name":"Bonnibel Bubblegum","bio":"Scientist, bearer of candy power, ruler of the candy kingdom"},\
            {"id":4,"username":"jake","name":"Jake the Dog","bio":"Former criminal, now magical dog adventurer, and father"}]""";
    private static final String THREADS = """
            [{"id":1,"title":"What's up with the Lich?","createdBy":4},\
            {"id":2,"title":"Party at the candy kingdom tomorrow","createdBy":3},\
            {"id":3,"title":"In search of a new guitar","createdBy":1}]""";
    private static final String LICH = """
            {"thread":1,"text":"Has anyone checked on the lich recently?","user":4}""";
    private static final String TOMORROW = """
            {"thread":1,"text":"I'll stop by and see how he's doing tomorrow!","user":2}""";
    private static final String PARTY = """
            {"thread":2,"text":"Come party with the candy people tomorrow!","user":3}""";
    private static final String MATHEMATICAL = """
            {"thread":2,"text":"Mathematical!","user":2}""";
    private static final String BRING = """
            {"thread":2,"text":"I'll bring my guitar","user":1}""";
    private static final String GUITAR = """
            {"thread":3,"text":"I need a new guitar to play the most savory licks in Ooo","user":1}""";

    private static final Map<String, String> JSON = Map.ofEntries(
            Map.entry("/api/users", USERS),
            Map.entry("/api/users/3", """
                    {"id":3,"username":"pb","name":"Bonnibel Bubblegum","bio":"Scientist, bearer of candy power, ruler of the candy kingdom"}"""),
            Map.entry("/api/threads", THREADS),
            Map.entry("/api/threads/2", """
                    {"id":2,"title":"Party at the candy kingdom tomorrow","createdBy":3}"""),
            Map.entry("/api/posts", array(LICH, TOMORROW, PARTY, MATHEMATICAL, BRING, GUITAR)),
            Map.entry("/api/posts/in-thread/1", array(LICH, TOMORROW)),
            Map.entry("/api/posts/in-thread/2", array(PARTY, MATHEMATICAL, BRING)),
            Map.entry("/api/posts/in-thread/9", "[]"),
            Map.entry("/api/posts/by-user/1", array(BRING, GUITAR)),
            Map.entry("/api/posts/by-user/9", "[]"));

    @TempDir
    private Path data;

    @ParameterizedTest
    @EnumSource
    void servesEachRow(Artifact.Way way) throws Exception {
        try (var board = BoardProcess.start(Artifact.built(), way, List.of(), data, "--modules=all")) {
            assertAll(Stream.of("", "/")
                    .flatMap(slash -> JSON.entrySet().stream().map(row -> () -> {
                        var response = board.get(row.getKey() + slash);
                        assertThat(response.statusCode())
                                .as(row.getKey() + slash)
                                .isEqualTo(200);
                        assertThat(response.headers().firstValue("Content-Type"))
                                .hasValue("application/json");
                        assertThat(response.body()).isEqualTo(row.getValue());
                    })));
            assertAll(Map.of(
                            "/",
                            "Ready to receive requests",
                            "/api",
                            "API ready to receive requests",
                            "/api/",
                            "API ready to receive requests")
                    .entrySet()
                    .stream()
                    .map(row -> () -> {
                        var response = board.get(row.getKey());
                        assertThat(response.statusCode()).isEqualTo(200);
                        assertThat(response.headers().firstValue("Content-Type"))
                                .hasValue("text/plain");
                        assertThat(response.body()).isEqualTo(row.getValue());
                    }));
        }
    }

    @Test
    void servesHeadWithTheSameHeadersAndNoBody() throws Exception {
        try (var board = BoardProcess.start(data)) {
            for (var path : List.of("/", "/api", "/api/users", "/api/posts/in-thread/1")) {
                var get = board.get(path);
                var head = board.send("HEAD", path);
                assertThat(head.body()).isEmpty();
                assertThat(head.statusCode()).isEqualTo(200);
                for (var header : List.of("Content-Type", "Content-Length")) {
                    assertThat(head.headers().firstValue(header))
                            .isEqualTo(get.headers().firstValue(header));
                }
            }
        }
    }

    @Test
    void rejectsOtherMethodsAndPathsWithProblems() throws Exception {
        try (var board = BoardProcess.start(data)) {
            for (var path : List.of("/", "/api", "/api/users/keys", "/api/posts/in-thread/1")) {
                for (var method : List.of("POST", "PUT", "PATCH", "DELETE")) {
                    var response = board.send(method, path);
                    assertThat(response.statusCode()).isEqualTo(405);
                    assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
                    assertThat(response.body()).contains("\"status\":405");
                }
            }
            for (var path : List.of(
                    "/x",
                    "/api/x",
                    "/api/users/99",
                    "/api/users/abc",
                    "/api/users/+3",
                    "/api/users/03",
                    "/api/users/99999999999999999999",
                    "/api/posts/in-thread/x",
                    "/api/threads/1/x")) {
                var response = board.get(path);
                assertThat(response.statusCode()).as(path).isEqualTo(404);
                assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                assertThat(response.body()).contains("\"type\":\"urn:banyan:problem:not-found\"");
            }
        }
    }

    private static String array(String... items) {
        return "[" + String.join(",", items) + "]";
    }
}
