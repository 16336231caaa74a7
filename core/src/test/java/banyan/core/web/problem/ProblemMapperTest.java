package banyan.core.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemMapperTest {
    private final ProblemMapper mapper = new ProblemMapper();

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "TOO_MANY"})
    void addsRetryAfter(Kind kind) {
        var response = mapper.toResponse(new BoardException(kind, "not now"));
        assertThat(response.getHeaderString("Retry-After")).isEqualTo("1");
    }

    @Test
    void addsWwwAuthenticate() {
        var response = mapper.toResponse(new BoardException(Kind.UNAUTHENTICATED, "no token"));
        assertThat(response.getHeaderString("WWW-Authenticate")).isEqualTo("Bearer");
    }
}
