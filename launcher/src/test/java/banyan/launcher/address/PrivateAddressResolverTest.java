package banyan.launcher.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.Promise;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the targets of plain HTTP. Nothing is sent, and no name is looked up: the hosts are literal addresses. */
class PrivateAddressResolverTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "::1",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "fc00::1",
                "fdff::1"
            })
    void allowsPlainHttpToPrivateAddresses(String address) throws UnknownHostException {
        assertThat(PrivateAddressResolver.isPrivate(InetAddress.getByName(address)))
                .isTrue();
        assertThat(resolved(address)).containsExactly(new InetSocketAddress(address, 3000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1",
                "8.8.8.8",
                "172.15.0.1",
                "172.32.0.1",
                "192.169.0.1",
                "11.0.0.1",
                "0.0.0.0",
                "::",
                "169.254.1.1",
                "169.254.169.254",
                "169.254.170.2",
                "::ffff:169.254.169.254",
                "::169.254.169.254",
                "64:ff9b::169.254.169.254",
                "fe80::1",
                "fd00:ec2::254",
                "2001:db8::1",
                "fbff::1",
                "::ffff:192.0.2.1"
            })
    void rejectsPlainHttpToOtherAddresses(String address) throws UnknownHostException {
        assertThat(PrivateAddressResolver.isPrivate(InetAddress.getByName(address)))
                .isFalse();
        assertThatThrownBy(() -> resolved(address))
                .hasCauseInstanceOf(ConnectException.class)
                .hasMessageContaining("use https");
    }

    private static List<InetSocketAddress> resolved(String host) {
        var promise = new Promise.Completable<List<InetSocketAddress>>();
        new PrivateAddressResolver(Runnable::run, InetAddress::getAllByName).resolve(host, 3000, Map.of(), promise);
        return promise.join();
    }
}
