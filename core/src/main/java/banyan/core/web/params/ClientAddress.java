package banyan.core.web.params;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Who has sent a request, as far as the network tells: the launcher says it, no header does. */
public final class ClientAddress {
    /** The property of a request that holds the address, as an {@link InetAddress}. */
    public static final String PROPERTY = "banyan.address";

    /** Whoever has one IPv6 address has 2<sup>64</sup> of them. */
    private static final int NETWORK_OCTETS = 8;

    private ClientAddress() {}

    /** The IPv4 address, or the network of 64 bits that the IPv6 address is in. */
    public static String network(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof InetAddress address ? network(address) : "unknown";
    }

    /** Likewise, of an address. */
    public static String network(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.ofDelimiter(":").formatHex(Arrays.copyOf(address.getAddress(), NETWORK_OCTETS))
                : address.getHostAddress();
    }
}
