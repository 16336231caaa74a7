package banyan.launcher.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadPermitTest {
    private final ReadPermit permit = new ReadPermit();

    @Test
    void isTakenByOneHolderAtATime() {
        assertThat(permit.take()).isTrue();
        assertThat(permit.take()).isFalse();
        permit.release();
        assertThat(permit.take()).isTrue();
    }

    @Test
    void reportsOnReleaseWhetherInputWaits() {
        permit.take();
        assertThat(permit.await()).isTrue();
        assertThat(permit.await()).isTrue();
        assertThat(permit.release()).isTrue();
        permit.take();
        assertThat(permit.release()).isFalse();
    }

    @Test
    void isNotAwaitedAfterItsRelease() {
        permit.take();
        permit.release();
        assertThat(permit.await()).isFalse();
    }
}
