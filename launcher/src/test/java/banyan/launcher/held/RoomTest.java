package banyan.launcher.held;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests the bounds for held requests. */
class RoomTest {
    @Test
    void hasSoManyPlaces() {
        var room = new Room(2, 100);
        assertThat(room.enter(1)).isTrue();
        assertThat(room.enter(1)).isTrue();
        assertThat(room.enter(1)).isFalse();
        room.leave(1);
        assertThat(room.taken()).isEqualTo(1);
        assertThat(room.enter(1)).isTrue();
    }

    @Test
    void hasSoManyBytes() {
        var room = new Room(10, 100);
        assertThat(room.enter(60)).isTrue();
        assertThat(room.enter(41)).isFalse();
        assertThat(room.enter(40)).isTrue();
        assertThat(room.enter(0)).isTrue();
        room.leave(60);
        assertThat(room.enter(60)).isTrue();
        assertThat(room.enter(1)).isFalse();
    }
}
