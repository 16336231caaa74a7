package banyan.launcher.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadPermitTest {
    private final ReadPermit turn = new ReadPermit();

    @Test
    void isTakenByOneAtATime() {
        assertThat(turn.take()).isTrue();
        assertThat(turn.take()).isFalse();
        turn.end();
        assertThat(turn.take()).isTrue();
    }

    @Test
    void tellsAtItsEndWhetherItIsAwaited() {
        turn.take();
        assertThat(turn.await()).isTrue();
        assertThat(turn.await()).isTrue();
        assertThat(turn.end()).isTrue();
        turn.take();
        assertThat(turn.end()).isFalse();
    }

    @Test
    void isNotAwaitedOnceItHasEnded() {
        turn.take();
        turn.end();
        assertThat(turn.await()).isFalse();
    }
}
