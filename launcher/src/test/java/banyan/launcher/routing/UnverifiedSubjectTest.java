package banyan.launcher.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the subject of a token that is not verified. */
class UnverifiedSubjectTest {
    private static String token(String claims) {
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".sig";
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER    "})
    void isTheSubjectOfTheToken(String scheme) {
        assertThat(UnverifiedSubject.subject(scheme + token("{\"sub\":\"7\"}"))).hasValue("7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer", "Basic YTpi", "Bearer e30.e30.", "Bearer a.b", "Bearer a.?.c", "Bearer a.W1td.c"})
    void isEmptyWithoutASubject(String header) {
        assertThat(UnverifiedSubject.subject(header)).isEmpty();
        assertThat(UnverifiedSubject.subject(null)).isEmpty();
        assertThat(UnverifiedSubject.subject("Bearer " + token("{\"sub\":7}"))).isEmpty();
    }

    @Test
    void isEmptyIfTheTokenIsTooLong() {
        assertThat(UnverifiedSubject.subject("Bearer " + token("{\"sub\":\"7\",\"x\":\"" + "a".repeat(4_096) + "\"}")))
                .isEmpty();
    }
}
