package banyan.launcher.admin.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Guessing is slow, for the address that guesses. */
class FailedAttemptsTest {
    private final AtomicLong time = new AtomicLong();
    private final FailedAttempts attempts = new FailedAttempts(time::get);

    @Test
    void letsAnAddressTryOneASecondAfterTwentyWrongOnes() throws Exception {
        var one = InetAddress.getByName("127.0.0.1");
        for (int i = 0; i < 20; i++) {
            assertThat(attempts.mayTry(one)).isTrue();
            attempts.failed(one);
        }
        assertThat(attempts.mayTry(one)).isFalse();
        assertThat(attempts.mayTry(InetAddress.getByName("127.0.0.2"))).isTrue();
        time.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(attempts.mayTry(one)).isTrue();
        attempts.failed(one);
        assertThat(attempts.mayTry(one)).isFalse();
        time.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(attempts.mayTry(one)).isTrue();
    }

    @Test
    void takesTheAddressesOfANetworkForOneClient() throws Exception {
        for (int i = 0; i < 20; i++) {
            attempts.failed(InetAddress.getByName("2001:db8::" + i));
        }
        assertThat(attempts.mayTry(InetAddress.getByName("2001:db8::ffff"))).isFalse();
        assertThat(attempts.mayTry(InetAddress.getByName("2001:db8:0:1::1"))).isTrue();
    }
}
