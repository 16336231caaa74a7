package banyan.launcher.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.launcher.http.connection.ConnectionState.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectionStateTest {
    private final ConnectionState visit = new ConnectionState("127.0.0.1");

    @Test
    void isRejectedOnlyAtTheGivenStage() {
        visit.enter(Stage.REQUEST);
        assertThat(visit.rejectAt(Stage.HEADERS)).isFalse();
        assertThat(visit.stage()).isEqualTo(Stage.REQUEST);
        visit.enter(Stage.HEADERS);
        assertThat(visit.rejectAt(Stage.HEADERS)).isTrue();
        assertThat(visit.rejectAt(Stage.HEADERS)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void staysRejected(Stage later) {
        visit.enter(Stage.REJECTED);
        visit.enter(later);
        assertThat(visit.stage()).isEqualTo(Stage.REJECTED);
    }
}
