package banyan.launcher.cache;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.DataState;
import banyan.launcher.http.RequestContext;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.util.MimeHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests get a cached response, and until when. */
class ModuleResponsesTest {
    private static final List<Map.Entry<String, String>> NO_HEADERS = List.of();

    private final ResponseCache cache = new ResponseCache(1 << 20);
    private final Counted counted = new Counted(false);
    private final ModuleResponses responses = responses(counted);

    @Test
    void areCurrentUntilTheDataChange() {
        var request = get("/api/notes", "limit=1");
        assertThat(responses.known(request)).isEmpty();
        add(responses, request, counted, () -> {});
        assertThat(body(responses.known(request))).contains("0");
        assertThat(body(responses.checked(request))).contains("0");
        counted.write();
        assertThat(responses.known(request)).isEmpty();
        assertThat(responses.checked(request)).isEmpty();
        add(responses, request, counted, () -> {});
        assertThat(body(responses.known(request))).contains("1");
        assertThat(cache.size()).isOne();
        assertThat(cache.hits()).isEqualTo(3);
    }

    @Test
    void areCheckedAgainstDataThatOtherProcessesCanChange() {
        var shared = new Counted(true);
        var shareds = responses(shared);
        var request = get("/api/notes", null);
        add(shareds, request, shared, () -> {});
        assertThat(shareds.known(request)).isEmpty();
        assertThat(body(shareds.checked(request))).contains("0");
        shared.write();
        assertThat(shareds.checked(request)).isEmpty();
    }

    @Test
    void areNeverOlderThanAWriteDuringTheirComputation() {
        var request = get("/api/notes", null);
        add(responses, request, counted, counted::write);
        assertThat(responses.known(request)).isEmpty();
    }

    /** The test above finds the mistake to read the state after the computation. */
    @Test
    void areOlderIfTheStateWereReadAfterTheComputation() {
        var request = get("/api/notes", null);
        long computed = counted.read();
        counted.write();
        responses.add(request, state(responses), NO_HEADERS, bytes(computed));
        assertThat(body(responses.known(request))).contains("0"); // and the data are 1
    }

    @Test
    void areThoseOfPathQueryAndAccept() {
        add(responses, get("/api/notes", "a"), counted, () -> {});
        assertThat(responses.known(get("/api/notes", "a"))).isPresent();
        assertThat(responses.known(get("/api/notes", "b"))).isEmpty();
        assertThat(responses.known(get("/api/notes", null))).isEmpty();
        assertThat(responses.known(get("/api/note", "s?a"))).isEmpty();
        assertThat(responses.known(get("/api/notes", "a", "Accept", "text/html")))
                .isEmpty();
        var twice = get("/api/notes", "a", "Accept", "text/html", "Accept", "text/plain");
        add(responses, twice, counted, () -> {});
        assertThat(responses.known(twice)).isPresent();
        assertThat(responses.known(get("/api/notes", "a", "Accept", "text/html")))
                .isEmpty();
        assertThat(responses.known(request(Method.HEAD, "/api/notes", "a"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Content-Length", "Transfer-Encoding", "Content-Type"})
    void areNotForARequestAboutMore(String header) {
        add(responses, get("/api/notes", null), counted, () -> {});
        var request = get("/api/notes", null, header, "1");
        assertThat(responses.isFor(request)).isFalse();
        assertThat(responses.known(request)).isEmpty();
        assertThat(responses.checked(request)).isEmpty();
    }

    @Test
    void areNotForAWrite() {
        assertThat(responses.isFor(request(Method.POST, "/api/notes", null))).isFalse();
        assertThat(responses.isFor(request(Method.OPTIONS, "/api/notes", null))).isFalse();
    }

    @Test
    void takeNoMoreBytesThanTheLimit() {
        for (int i = 0; i < 20_000; i++) {
            add(responses, get("/api/notes", "page=" + i), counted, () -> {});
            assertThat(cache.bytes()).isLessThanOrEqualTo(cache.limit());
        }
        assertThat(cache.size()).isBetween(100L, cache.limit() / ResponseCache.OVERHEAD);
    }

    @Test
    void doNotExistWithoutMemory() {
        assertThat(ModuleResponses.in(new ResponseCache(0), "notes", Optional.of(counted)))
                .isEmpty();
        assertThat(ModuleResponses.in(cache, "notes", Optional.empty())).isEmpty();
    }

    private ModuleResponses responses(Counted data) {
        return ModuleResponses.in(cache, "notes", Optional.of(data)).orElseThrow();
    }

    /** Computes a response, and adds it. */
    private static void add(ModuleResponses responses, RequestContext request, Counted data, Runnable meanwhile) {
        var before = state(responses);
        long computed = data.read();
        meanwhile.run();
        responses.add(request, before, NO_HEADERS, bytes(computed));
    }

    private static DataState state(ModuleResponses responses) {
        return responses.state().orElseThrow();
    }

    private static byte[] bytes(long computed) {
        return String.valueOf(computed).getBytes(StandardCharsets.US_ASCII);
    }

    private static Optional<String> body(Optional<CachedResponse> response) {
        return response.map(found -> new String(found.body(), StandardCharsets.US_ASCII));
    }

    private static RequestContext get(String path, String query, String... headers) {
        return request(Method.GET, path, query, headers);
    }

    private static RequestContext request(Method method, String path, String query, String... headers) {
        var all = new MimeHeaders();
        for (int i = 0; i < headers.length; i += 2) {
            all.addValue(headers[i]).setString(headers[i + 1]);
        }
        return new RequestContext(method, path, query, all, InetAddress.getLoopbackAddress());
    }
}
