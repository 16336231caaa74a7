package banyan.launcher.address;

import java.net.Inet6Address;
import java.net.InetAddress;

/** The address and the port in a URL. */
public final class Authority {
    private Authority() {}

    /** Such as {@code 127.0.0.1:3900} or {@code [::1]:3900}. */
    public static String of(InetAddress address, int port) {
        var text = address.getHostAddress();
        return (address instanceof Inet6Address ? "[" + shortened(text) + "]" : text) + ":" + port;
    }

    /** Shortens the two addresses that operators use. */
    private static String shortened(String address) {
        return address.equals("0:0:0:0:0:0:0:1") ? "::1" : address.equals("0:0:0:0:0:0:0:0") ? "::" : address;
    }
}
