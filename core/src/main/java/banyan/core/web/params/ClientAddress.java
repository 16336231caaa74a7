package banyan.core.web.params;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** The network address of a client. The launcher determines it; modules do not read headers for it. */
public final class ClientAddress {
    /** The request property with the address, as an {@link InetAddress}. */
    public static final String PROPERTY = "banyan.address";

    /** The length of an IPv6 network. A client with one IPv6 address usually has 2<sup>64</sup> of them. */
    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    /** Returns the IPv4 address, or the 64-bit network of the IPv6 address. */
    public static String network(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof InetAddress address ? network(address) : "unknown";
    }

    /** Returns the same for an address. */
    public static String network(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.ofDelimiter(":").formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                : address.getHostAddress();
    }
}
