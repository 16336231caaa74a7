package banyan.launcher.remote;

import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Finds the addresses of a name, less those that plain {@code http} may not go to, as tokens would cross open networks.
 *
 * @param threads on which names are looked up
 */
record NearAddresses(Executor threads) implements SocketAddressResolver {
    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int UNIQUE_LOCAL_BITS = 0xfe;

    @Override
    public void resolve(String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
        boolean isSecure = context.get(Destination.CONTEXT_KEY) instanceof Destination to && to.isSecure();
        threads.execute(() -> {
            try {
                var addresses = Stream.of(InetAddress.getAllByName(host))
                        .filter(address -> isSecure || isNear(address))
                        .map(address -> new InetSocketAddress(address, port))
                        .toList();
                if (addresses.isEmpty()) {
                    promise.failed(
                            new ConnectException(host + " is neither on loopback nor on a private network: use https"));
                } else {
                    promise.succeeded(addresses);
                }
            } catch (UnknownHostException e) {
                promise.failed(e);
            }
        });
    }

    /** On this machine or a private network: loopback, link-local, RFC 1918, or RFC 4193 (fc00::/7). */
    static boolean isNear(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || (address instanceof Inet6Address && (address.getAddress()[0] & UNIQUE_LOCAL_BITS) == UNIQUE_LOCAL);
    }
}
