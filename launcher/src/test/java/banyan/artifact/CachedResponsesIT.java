package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients cannot tell cached responses from others, and the cache stays within its limit. */
class CachedResponsesIT {
    private static final boolean CAMPAIGN = Boolean.getBoolean("banyan.campaign");
    private static final int CONDITIONAL = CAMPAIGN ? 10_000 : 1_000;
    private static final int PAGES = CAMPAIGN ? 100_000 : 5_000;

    private static final List<String> PATHS = List.of(
            "/api/users/3",
            "/api/users",
            "/api/users?limit=2",
            "/api/users?id=1&id=2",
            "/api/users/by-username/PB",
            "/api/users/3/roles",
            "/api/users/999",
            "/api/users/3;a",
            "/api/users/keys",
            "/api/users/openapi.json",
            "/api/threads?order=active&limit=1",
            "/api/threads/1",
            "/api/posts/",
            "/api/posts?order=newest",
            "/api/posts?limit=0",
            "/api/posts/in-thread/1?limit=1",
            "/api/posts/changes",
            "/api/nothing");

    private static final List<String> HEADERS = List.of(
            "",
            "Accept: application/vnd.banyan+json",
            "Accept: text/html",
            "Accept: nonsense",
            "Accept: */*;q=0.1\r\nAccept: application/vnd.banyan+json",
            "If-None-Match: *",
            "If-None-Match: W/\"1.0.t\", \"other\"",
            "If-None-Match: \"other\"",
            "Authorization: Bearer nonsense",
            "Content-Type: nonsense",
            "Content-Length: 0",
            "Range: bytes=0-3");

    /** Changes with each response. */
    private static final Pattern OF_ITS_OWN = Pattern.compile("(?m)^Date: .*$|urn:uuid:[-0-9a-f]{36}");

    @TempDir
    private Path folder;

    @Test
    void haveTheSameBytesAsWithoutTheCache() throws Exception {
        var without = responses("--response-cache=0", 1, 0);
        assertThat(responses("--response-cache=1m", 3, HEADERS.size())).isEqualTo(without);
    }

    /** Returns the responses to all requests, which are the same in each round. */
    private List<String> responses(String cache, int rounds, int leastHits) throws Exception {
        try (var board = BoardProcess.start(folder, "--access-log=off", cache)) {
            var first = round(board);
            for (int i = 1; i < rounds; i++) {
                assertThat(round(board)).isEqualTo(first);
            }
            assertThat(metric(board, "banyan_response_cache_hits")).isGreaterThanOrEqualTo(leastHits);
            return first;
        }
    }

    private static List<String> round(BoardProcess board) throws Exception {
        var all = new ArrayList<String>();
        for (var path : PATHS) {
            for (var header : HEADERS) {
                for (var method : List.of("GET", "HEAD")) {
                    var request = method + " " + path + " HTTP/1.1\r\nHost: board\r\nConnection: close\r\n"
                            + (header.isEmpty() ? "" : header + "\r\n") + "\r\n";
                    all.add(request + OF_ITS_OWN.matcher(board.raw(request)).replaceAll(""));
                }
            }
        }
        return all;
    }

    @Test
    void areA304IfAndOnlyIfTheItemHasNotChanged() throws Exception {
        try (var board = BoardProcess.start(folder, "--access-log=off");
                var client = new Client(board.port())) {
            Person.register(board, "bmo");
            var bmo = Person.signIn(board, "bmo");
            var ids = new ArrayList<Long>();
            for (int i = 0; i < 5; i++) {
                ids.add(Person.json(bmo.send("POST", "/api/threads", "{\"title\":\"0\"}"))
                        .path("id")
                        .asLong());
            }
            var tags = new HashMap<Long, String>();
            var random = new Random(1);
            for (int i = 0; i < CONDITIONAL; i++) {
                long id = ids.get(random.nextInt(ids.size()));
                boolean isChanged = random.nextInt(10) == 0;
                if (isChanged) {
                    assertThat(bmo.send("PATCH", "/api/threads/" + id, "{\"title\":\"" + i + "\"}")
                                    .statusCode())
                            .isEqualTo(200);
                }
                var known = tags.get(id);
                client.send("GET /api/threads/" + id + " HTTP/1.1\r\nHost: board\r\n"
                        + (known == null ? "" : "If-None-Match: " + known + "\r\n") + "\r\n");
                var response = client.response().orElseThrow();
                assertThat(response.status()).isEqualTo(known == null || isChanged ? 200 : 304);
                assertThat(response.headers().get("ETag").equals(known)).isEqualTo(known != null && !isChanged);
                tags.put(id, response.headers().get("ETag"));
            }
            assertThat(metric(board, "banyan_response_cache_hits")).isGreaterThan(CONDITIONAL / 2.0);
        }
    }

    /** Each page has an address of its own, and a long one, so that few of them fit. */
    @Test
    void takeNoMoreThanTheirPartOfASmallHeap() throws Exception {
        var flags = new ArrayList<>(Artifact.PLAIN);
        flags.add("-Xmx64m");
        try (var board = BoardProcess.start(Artifact.built(), Artifact.Way.JAR, flags, folder, "--access-log=off");
                var client = new Client(board.port())) {
            var filler = "x".repeat(1_500);
            double limit = metric(board, "banyan_response_cache_limit_bytes");
            assertThat(limit).isBetween((double) (3 << 20), (double) (4 << 20));
            for (int i = 0; i < PAGES; i++) {
                assertThat(client.get("/api/posts?limit=3&" + filler + i)
                                .orElseThrow()
                                .status())
                        .isEqualTo(200);
                if (i % (PAGES / 10) == 0) {
                    assertThat(metric(board, "banyan_response_cache_bytes")).isLessThanOrEqualTo(limit);
                }
            }
            assertThat(metric(board, "banyan_response_cache_bytes")).isBetween(limit / 2, limit);
            assertThat(board.output()).noneMatch(line -> line.contains("WARN") || line.contains("ERROR"));
        }
    }

    private static double metric(BoardProcess board, String name) throws Exception {
        return board.admin("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}
