package banyan.launcher.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CookieReaderTest {
    @Test
    void giveTheFirstOneOfAName() {
        var cookies = new CookieReader(List.of("a=b; banyan_clients=1", "c; banyan_client=2 ;banyan_client=3"));
        assertThat(cookies.value("banyan_client")).hasValue("2");
        assertThat(cookies.value("a")).hasValue("b");
        assertThat(cookies.value("client")).isEmpty();
        assertThat(cookies.value("c")).isEmpty();
    }
}
