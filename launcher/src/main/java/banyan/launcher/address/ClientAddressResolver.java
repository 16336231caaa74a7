package banyan.launcher.address;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.glassfish.grizzly.http.server.Request;

/**
 * Finds the client of a request: the other end of the connection, unless that is a trusted proxy. The headers of trusted
 * proxies count, back to the first address that is not trusted; those of others do not.
 *
 * @param trusted the networks of proxies
 */
public record ClientAddressResolver(List<Network> trusted) {
    private static final Pattern NODE =
            Pattern.compile("\\[([0-9A-Fa-f:.]*)](?::[^:]*)?|([0-9.]+)(?::[^:]*)?|([0-9A-Fa-f:.]+)");

    public ClientAddressResolver {
        trusted = List.copyOf(trusted);
    }

    /** The client of a request that has arrived. */
    public InetAddress of(Request request) {
        if (!(request.getContext().getConnection().getPeerAddress() instanceof InetSocketAddress peer)) {
            return InetAddress.getLoopbackAddress(); // the client has gone, so no client gets the response
        }
        return isTrusted(peer.getAddress())
                ? of(peer.getAddress(), headers(request, "Forwarded"), headers(request, "X-Forwarded-For"))
                : peer.getAddress();
    }

    private static List<String> headers(Request request, String name) {
        var values = new ArrayList<String>();
        request.getHeaders(name).forEach(values::add);
        return values;
    }

    /**
     * Finds the client. A proxy writes one of the two headers, and may forward the other one from its client: if they differ,
     * neither counts.
     *
     * @param peer the other end of the connection
     * @param forwarded the values of Forwarded (RFC 7239)
     * @param forwardedFor the values of X-Forwarded-For
     */
    public InetAddress of(InetAddress peer, List<String> forwarded, List<String> forwardedFor) {
        if (!isTrusted(peer)) {
            return peer;
        }
        var one = last(peer, parameters(forwarded));
        var other = last(peer, nodes(forwardedFor));
        if (forwarded.isEmpty() || forwardedFor.isEmpty()) {
            return forwarded.isEmpty() ? other : one;
        }
        return one.equals(other) ? one : peer;
    }

    private InetAddress last(InetAddress peer, Stream<String> hops) {
        var last = peer;
        for (var hop : backwards(hops)) {
            var address = address(hop);
            if (address.isEmpty()) {
                return last; // hidden, or no address: nothing before it counts
            }
            last = address.get();
            if (!isTrusted(last)) {
                return last;
            }
        }
        return last;
    }

    /** Whether this is the address of a trusted proxy, which stands for many clients. */
    public boolean isTrusted(InetAddress address) {
        for (var network : trusted) { // a stream would cost more, for each request
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static Stream<String> nodes(List<String> values) {
        return values.stream().flatMap(value -> Stream.of(value.split(",", -1))).map(String::strip);
    }

    private static Stream<String> parameters(List<String> values) {
        return values.stream().flatMap(value -> ForwardedHeaderParser.clients(value).stream());
    }

    private static Optional<InetAddress> address(String hop) {
        var node = NODE.matcher(hop);
        return node.matches()
                ? Stream.of(1, 2, 3)
                        .flatMap(group -> Stream.ofNullable(node.group(group)))
                        .findFirst()
                        .flatMap(Network::address)
                : Optional.empty();
    }

    private static List<String> backwards(Stream<String> hops) {
        var all = new ArrayList<>(hops.toList());
        Collections.reverse(all);
        return all;
    }
}
