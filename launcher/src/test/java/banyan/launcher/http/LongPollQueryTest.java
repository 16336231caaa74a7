package banyan.launcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.glassfish.grizzly.http.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds the parameter of a long poll in a query. */
class LongPollQueryTest {
    @ParameterizedTest
    @ValueSource(strings = {"wait=20", "after=7&wait=20", "wait", "wait&a", "%77%61%69%74=20", "a=b&w%61it=1&c=d"})
    void findsTheParameterInAnyEncoding(String query) {
        assertThat(LongPollQuery.isIn(Method.GET, query)).isTrue();
        assertThat(LongPollQuery.isIn(Method.HEAD, query)).isTrue();
        assertThat(LongPollQuery.isIn(Method.POST, query)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "waits=1", "await=1", "a=wait", "a=wait=1", "Wait=1", "after=7"})
    void findsNoOtherParameter(String query) {
        assertThat(LongPollQuery.isIn(Method.GET, query)).isFalse();
    }
}
