package banyan.launcher.replica;

import banyan.core.BoardException;
import banyan.core.BoardException.Fault;
import banyan.launcher.address.Authority;
import banyan.launcher.address.PeerAddress;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of a process, as it tells them to the home that it follows: each an address or, such as {@code :3001}, a port at
 * the address that its request comes from.
 */
public record CopyAddress(String board, String admin) {
    /** The request header with the address of the board. */
    public static final String BOARD = "Banyan-Board";

    /** The request header with the address of the admin port. */
    public static final String ADMIN = "Banyan-Admin";

    /** The headers with the addresses, and with the id of a copy here. */
    Map<String, String> headers(UUID copy) {
        return Map.of(ChangesRequest.COPY, copy.toString(), BOARD, board, ADMIN, admin);
    }

    /**
     * The address that a header means.
     *
     * @param from the address that the request comes from
     * @throws BoardException INVALID if it is none
     */
    public static URI parse(String header, @Nullable String text, InetAddress from) {
        try {
            if (text == null) {
                throw new IllegalArgumentException("missing: give an address, or a port such as :3001");
            }
            return text.startsWith(":")
                    ? PeerAddress.parse("http://" + Authority.of(from, port(text.substring(1))))
                    : PeerAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw BoardException.invalid(List.of(new Fault(header, "is " + e.getMessage())));
        }
    }

    private static int port(String text) {
        if (!text.matches("[1-9]\\d{0,4}")) {
            throw new IllegalArgumentException("no port; give one such as :3001");
        }
        return Integer.parseInt(text);
    }
}
