package banyan.core.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemMapperTest {
    private final ProblemMapper mapper = new ProblemMapper();

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "NOT_HOME", "TOO_MANY"})
    void addsRetryAfter(Kind kind) {
        var response = mapper.toResponse(new BoardException(kind, "not now"));
        assertThat(response.getHeaderString("Retry-After")).isEqualTo("1");
    }

    @Test
    void tellsTheContainerThatNothingWasDone() {
        var failure = new BoardException(Kind.NOT_HOME, "moved");
        var response = mapper.toResponse(failure);
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getStatusInfo())
                .isInstanceOfSatisfying(
                        NotHomeStatus.class,
                        status -> assertThat(status.failure()).isSameAs(failure));
        assertThat(new String((byte[]) response.getEntity(), StandardCharsets.UTF_8))
                .contains("\"urn:banyan:problem:not-home\"", "\"Not home\"");
    }

    @Test
    void addsWwwAuthenticate() {
        var response = mapper.toResponse(new BoardException(Kind.UNAUTHENTICATED, "no token"));
        assertThat(response.getHeaderString("WWW-Authenticate")).isEqualTo("Bearer");
    }
}
