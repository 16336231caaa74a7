package banyan.launcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the division of file descriptors between connections of clients and connections to a peer. */
class LimitsTest {
    @ParameterizedTest
    @CsvSource({
        "784,     false,   686,   98",
        "784,     true,    392,  392",
        "11000,   true,   9000, 2000",
        "1000000, false, 10000, 2000",
        "16,      true,      8,    8",
        "16,      false,    14,    2"
    })
    void leaveDescriptorsForClientsAndPeers(long descriptors, boolean isForwarding, int clients, int peers) {
        assertThat(Limits.ofClients(descriptors, isForwarding)).isEqualTo(clients);
        assertThat(Limits.toPeer(descriptors, isForwarding)).isEqualTo(peers);
    }
}
