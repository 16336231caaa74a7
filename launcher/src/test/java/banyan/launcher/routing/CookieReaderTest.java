package banyan.launcher.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CookieReaderTest {
    @Test
    void returnsTheFirstCookieOfAName() {
        var cookies = List.of("a=b; banyan_clients=1", "c; banyan_client=2 ;banyan_client=3");
        assertThat(CookieReader.value(cookies, "banyan_client")).hasValue("2");
        assertThat(CookieReader.value(cookies, "a")).hasValue("b");
        assertThat(CookieReader.value(cookies, "client")).isEmpty();
        assertThat(CookieReader.value(cookies, "c")).isEmpty();
    }
}
