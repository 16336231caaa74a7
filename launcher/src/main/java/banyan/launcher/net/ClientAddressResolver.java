package banyan.launcher.net;

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
 * Where a request comes from: the other end of the connection, unless that is a trusted proxy. What such a one adds to the
 * request is believed, back to the first address that is not trusted; what others put there is not.
 *
 * @param trusted the networks of proxies
 */
public record ClientAddressResolver(List<Network> trusted) {
    private static final Pattern NODE =
            Pattern.compile("\\[([0-9A-Fa-f:.]*)](?::[^:]*)?|([0-9.]+)(?::[^:]*)?|([0-9A-Fa-f:.]+)");

    public ClientAddressResolver {
        trusted = List.copyOf(trusted);
    }

    /** That of a request, as it has arrived. */
    public InetAddress of(Request request) {
        if (!(request.getContext().getConnection().getPeerAddress() instanceof InetSocketAddress peer)) {
            return InetAddress.getLoopbackAddress(); // gone already, so that nobody hears the response
        }
        return of(peer.getAddress(), headers(request, "Forwarded"), headers(request, "X-Forwarded-For"));
    }

    private static List<String> headers(Request request, String name) {
        var values = new ArrayList<String>();
        request.getHeaders(name).forEach(values::add);
        return values;
    }

    /**
     * Finds it. A proxy writes one of the two headers, and may let through what its client wrote into the other: where they
     * differ, neither is believed.
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
                return last; // hidden, or no address: nothing before it can be believed
            }
            last = address.get();
            if (!isTrusted(last)) {
                return last;
            }
        }
        return last;
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
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
