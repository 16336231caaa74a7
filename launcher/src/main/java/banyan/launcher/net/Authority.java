package banyan.launcher.net;

import java.net.Inet6Address;
import java.net.InetAddress;

/** An address and a port as they stand in a URL. */
public final class Authority {
    private Authority() {}

    /** Such as {@code 127.0.0.1:3900} or {@code [::1]:3900}. */
    public static String of(InetAddress address, int port) {
        var text = address.getHostAddress();
        return (address instanceof Inet6Address ? "[" + shortened(text) + "]" : text) + ":" + port;
    }

    /** The two that an operator gives; others stay in full, which is as right. */
    private static String shortened(String address) {
        return address.equals("0:0:0:0:0:0:0:1") ? "::1" : address.equals("0:0:0:0:0:0:0:0") ? "::" : address;
    }
}
