package banyan.launcher.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the client address to which a request is attributed. */
class ClientAddressResolverTest {
    private static final String PROXY = "10.1.2.3";
    private static final ClientAddressResolver ADDRESSES = new ClientAddressResolver(Stream.of("10.0.0.0/8", "fd00::/8")
            .map(text -> Network.parse(text).orElseThrow())
            .toList());

    private static String of(String peer, List<String> forwarded, List<String> forwardedFor) {
        var address = Network.address(peer).orElseThrow();
        return ADDRESSES.of(address, forwarded, forwardedFor).getHostAddress();
    }

    @Test
    void isThePeerIfItIsNotTrusted() {
        var forged = List.of("for=192.0.2.7");
        assertThat(of("203.0.113.9", forged, List.of("192.0.2.7"))).isEqualTo("203.0.113.9");
        assertThat(new ClientAddressResolver(List.of())
                        .of(Network.address(PROXY).orElseThrow(), forged, List.of("192.0.2.7"))
                        .getHostAddress())
                .isEqualTo(PROXY);
    }

    @Test
    void isTheProxyIfItSendsNoHeader() {
        assertThat(of(PROXY, List.of(), List.of())).isEqualTo(PROXY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "for=192.0.2.7 | 192.0.2.7",
                "For=\"192.0.2.7:4711\";proto=http;by=10.0.0.1 | 192.0.2.7",
                "proto=https ; for=192.0.2.7 | 192.0.2.7",
                "for=198.51.100.1, for=192.0.2.7, for=10.9.9.9 | 192.0.2.7",
                "for=\"[2001:db8::7]:80\" | 2001:db8:0:0:0:0:0:7",
                "for=192.0.2.7, for=\"[fd00::1]\" | 192.0.2.7",
                "for=1.1.1.1;by=\"a,for=2.2.2.2\" | 1.1.1.1",
                "by=\"x;for=2.2.2.2\" | 10.1.2.3",
                "for=unknown | 10.1.2.3",
                "for=192.0.2.7, for=_hidden | 10.1.2.3",
                "for=192.0.2.7, for=_hidden, for=10.7.7.7 | 10.7.7.7",
                "for=10.7.7.7, for=10.8.8.8 | 10.7.7.7",
                "for=example.org | 10.1.2.3",
                "nonsense | 10.1.2.3",
            })
    void isTheRightmostUntrustedAddressFromATrustedProxy(String forwarded, String address) {
        assertThat(of(PROXY, List.of(forwarded), List.of())).isEqualTo(address);
    }

    /** A proxy that writes one header may forward the other, which any client can forge. */
    @Test
    void isTheProxyIfItsTwoHeadersDiffer() {
        assertThat(of(PROXY, List.of("for=192.0.2.7"), List.of("198.51.100.99")))
                .isEqualTo(PROXY);
        assertThat(of(PROXY, List.of("for=unknown"), List.of("198.51.100.99"))).isEqualTo(PROXY);
        assertThat(of(PROXY, List.of("for=192.0.2.7"), List.of("198.51.100.99, 192.0.2.7")))
                .isEqualTo("192.0.2.7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.7 | 192.0.2.7",
                "198.51.100.1, 192.0.2.7,10.4.4.4 | 192.0.2.7",
                "192.0.2.7:4711 | 192.0.2.7",
                "2001:db8::7 | 2001:db8:0:0:0:0:0:7",
                "192.0.2.7, x | 10.1.2.3",
            })
    void isReadFromTheOlderHeaderIfThereIsNoOther(String forwardedFor, String address) {
        assertThat(of(PROXY, List.of(), List.of(forwardedFor))).isEqualTo(address);
    }

    @Test
    void joinsSeveralHeaders() {
        assertThat(of(PROXY, List.of(), List.of("198.51.100.1", "192.0.2.7", "10.4.4.4")))
                .isEqualTo("192.0.2.7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "localhost", "10.0.0.256", "1.2.3"
            })
    void rejectsInvalidNetworks(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.255.0.1,true",
        "10.0.0.0/8,11.0.0.1,false",
        "10.0.0.0/12,10.16.0.0,false",
        "0.0.0.0/0,8.8.8.8,true",
        "0.0.0.0/0,::1,false",
        "::1,::1,true",
        "10.0.0.1,10.0.0.2,false"
    })
    void findsWhetherAnAddressIsInANetwork(String network, String address, boolean contains) {
        assertThat(Network.parse(network)
                        .orElseThrow()
                        .contains(Network.address(address).orElseThrow()))
                .isEqualTo(contains);
    }
}
