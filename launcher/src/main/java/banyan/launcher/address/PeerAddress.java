package banyan.launcher.address;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The address of another process: {@code http://host:port} or {@code https://host}, and nothing else. */
public final class PeerAddress {
    /** Digits alone, so that no name is looked up. */
    private static final Pattern LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9A-Fa-f:.]+]");

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Set<String> BARE = Set.of("", "/");

    private PeerAddress() {}

    /**
     * Parses the address.
     *
     * @throws IllegalArgumentException with what is wrong, and what would be right
     */
    public static URI parse(String text) {
        try {
            var uri = new URI(text.strip());
            var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!SCHEMES.contains(scheme) || uri.getHost() == null || uri.getPort() == 0) {
                throw new IllegalArgumentException("not an address; give one such as http://localhost:3001");
            }
            if (uri.getRawUserInfo() != null
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null
                    || !BARE.contains(uri.getRawPath())) {
                throw new IllegalArgumentException("more than an address; give scheme, host and port alone, such as "
                        + scheme + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
            }
            requirePrivateForHttp(scheme, uri.getHost());
            return new URI(scheme, null, uri.getHost().toLowerCase(Locale.ROOT), uri.getPort(), null, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not an address; give one such as http://localhost:3001", e);
        }
    }

    /** A name is checked when it is resolved for a connection. */
    private static void requirePrivateForHttp(String scheme, String host) {
        if (scheme.equals("http") && LITERAL.matcher(host).matches()) {
            try {
                if (!PrivateAddressResolver.isPrivate(InetAddress.getByName(host))) {
                    throw new IllegalArgumentException(
                            "plain http to an address that is neither loopback nor private: use https");
                }
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("not an address; give one such as http://localhost:3001", e);
            }
        }
    }
}
