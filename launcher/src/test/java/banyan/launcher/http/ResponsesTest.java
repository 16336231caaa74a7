package banyan.launcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.launcher.http.server.ToyPort;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failed responses, as a client receives them. */
class ResponsesTest {
    private ToyPort port;

    @BeforeEach
    void open() throws IOException {
        port = new ToyPort();
    }

    @AfterEach
    void close() {
        port.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void haveARetryAfterIfARetryMakesSense(int status) {
        var response = port.get("/problem?" + status).join();
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains("urn:banyan:problem:planted");
        assertThat(retryAfter(response)).hasValue("1");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 500, 502, 504, 508})
    void haveNoRetryAfterOtherwise(int status) {
        var response = port.get("/problem?" + status).join();
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(retryAfter(response)).isEmpty();
    }

    @Test
    void haveTheRetryAfterOfTheFailure() {
        var response = port.get("/limited").join();
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(retryAfter(response)).hasValue("7");
    }

    private static Optional<String> retryAfter(HttpResponse<String> response) {
        return response.headers().firstValue("Retry-After");
    }
}
