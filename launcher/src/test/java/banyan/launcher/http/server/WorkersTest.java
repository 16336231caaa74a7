package banyan.launcher.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.glassfish.grizzly.http.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests may hold a thread for long. */
class WorkersTest {
    @ParameterizedTest
    @ValueSource(strings = {"wait=20", "after=7&wait=20", "wait", "wait&a", "%77%61%69%74=20", "a=b&w%61it=1&c=d"})
    void followsWhatAsksToWait(String query) {
        assertThat(Workers.isFollowing(Method.GET, query)).isTrue();
        assertThat(Workers.isFollowing(Method.HEAD, query)).isTrue();
        assertThat(Workers.isFollowing(Method.POST, query)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "waits=1", "await=1", "a=wait", "a=wait=1", "Wait=1", "after=7"})
    void readsTheRest(String query) {
        assertThat(Workers.isFollowing(Method.GET, query)).isFalse();
    }
}
