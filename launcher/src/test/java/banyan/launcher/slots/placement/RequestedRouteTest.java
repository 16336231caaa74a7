package banyan.launcher.slots.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.launcher.admin.api.SlotInput;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.Route;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the route that results from a move and the present route. */
class RequestedRouteTest {
    private static final String B = "http://127.0.0.1:3001";
    private static final String C = "http://127.0.0.1:3002";

    private static Route route(Map<String, Integer> weights) {
        var locations = new TreeMap<Location, Integer>();
        weights.forEach((location, weight) -> locations.put(Location.parse(location), weight));
        return new Route(locations, Optional.empty());
    }

    private static Map<String, Integer> shared(Map<String, Integer> now, String location, @Nullable Integer share) {
        return RequestedRoute.of(new SlotInput(location, share, null, null, null, null, null), route(now))
                .namedWeights();
    }

    @Test
    void takesAShareFromTheLocationWithMostOfTheOtherRequests() {
        assertThat(shared(Map.of("here", 100), B, 1)).isEqualTo(Map.of("here", 99, B, 1));
        assertThat(shared(Map.of("here", 90, B, 10), B, 50)).isEqualTo(Map.of("here", 50, B, 50));
        assertThat(shared(Map.of("here", 50, B, 50), "here", 70)).isEqualTo(Map.of("here", 70, B, 30));
    }

    @Test
    void keepsTheShareThatAnotherOperatorSetForAnotherLocation() {
        assertThat(shared(Map.of("here", 90, B, 10), C, 20)).isEqualTo(Map.of("here", 70, B, 10, C, 20));
        assertThat(shared(Map.of("here", 70, B, 10, C, 20), B, 30)).isEqualTo(Map.of("here", 50, B, 30, C, 20));
    }

    @Test
    void readsWeightsOfAnySumAsPercentages() {
        assertThat(shared(Map.of("here", 2, B, 1), C, 10)).isEqualTo(Map.of("here", 57, B, 33, C, 10));
    }

    @Test
    void sendsAllToALocationWithoutAShareOrWithAWholeOne() {
        assertThat(shared(Map.of("here", 90, B, 10), B, null)).isEqualTo(Map.of(B, 100));
        assertThat(shared(Map.of("here", 90, B, 10), B, 100)).isEqualTo(Map.of(B, 100));
        assertThat(shared(Map.of(), B, 100)).isEqualTo(Map.of(B, 100));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 101})
    void rejectsAShareThatIsNoPercentage(int share) {
        assertThatThrownBy(() -> shared(Map.of("here", 100), B, share))
                .isInstanceOf(BoardException.class)
                .hasMessage("/share: has to be a whole number from 1 to 100, with a location");
    }

    @Test
    void rejectsAShareThatNoLocationCanGive() {
        assertThatThrownBy(() -> shared(Map.of("here", 50, B, 50), C, 50))
                .hasMessage("/share: 50 is more than here can give, which has most of the other requests;"
                        + " give the weights of all locations");
        assertThatThrownBy(() -> shared(Map.of("here", 100), "here", 10))
                .hasMessageContaining("all of it goes to here already");
        assertThatThrownBy(() -> shared(Map.of(), B, 10)).hasMessageContaining("leave the share out");
    }
}
