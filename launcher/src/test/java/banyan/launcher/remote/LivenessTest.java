package banyan.launcher.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLProtocolException;
import org.junit.jupiter.api.Test;

/** Which failures say of themselves that no request has reached the peer. */
class LivenessTest {
    @Test
    void knowsThatNoConnectionWasMade() {
        assertThat(Liveness.isUnreachable(new ConnectException())).isTrue();
        assertThat(Liveness.isUnreachable(new SSLHandshakeException(""))).isTrue();
        assertThat(Liveness.isUnreachable(new SSLPeerUnverifiedException(""))).isTrue();
    }

    /** A client's request may have been sent by then. */
    @Test
    void doesNotTakeABrokenConnectionForNone() {
        assertThat(Liveness.isUnreachable(new SSLException("Tag mismatch"))).isFalse();
        assertThat(Liveness.isUnreachable(new SSLProtocolException(""))).isFalse();
    }
}
