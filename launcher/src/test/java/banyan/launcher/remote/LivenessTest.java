package banyan.launcher.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLProtocolException;
import org.junit.jupiter.api.Test;

/** Tests which failures prove that no request has reached the peer. */
class LivenessTest {
    @Test
    void isUnreachableIfNoConnectionWasMade() {
        assertThat(Liveness.isUnreachable(new ConnectException())).isTrue();
        assertThat(Liveness.isUnreachable(new SSLHandshakeException(""))).isTrue();
        assertThat(Liveness.isUnreachable(new SSLPeerUnverifiedException(""))).isTrue();
    }

    /** The request of a client may have been sent before the failure. */
    @Test
    void isReachableIfAConnectionBroke() {
        assertThat(Liveness.isUnreachable(new SSLException("Tag mismatch"))).isFalse();
        assertThat(Liveness.isUnreachable(new SSLProtocolException(""))).isFalse();
    }
}
