package banyan.launcher.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Guesses of the token are slowed down for each network. */
class FailedAttemptsTest {
    private final AtomicLong time = new AtomicLong();
    private final FailedAttempts attempts = new FailedAttempts(time::get);

    @Test
    void allowsOneAttemptASecondAfterTwentyFailures() throws Exception {
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
    void countsANetworkAsOneClient() throws Exception {
        for (int i = 0; i < 20; i++) {
            attempts.failed(InetAddress.getByName("2001:db8::" + i));
        }
        assertThat(attempts.mayTry(InetAddress.getByName("2001:db8::ffff"))).isFalse();
        assertThat(attempts.mayTry(InetAddress.getByName("2001:db8:0:1::1"))).isTrue();
    }
}
