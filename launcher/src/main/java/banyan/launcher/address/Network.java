package banyan.launcher.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of addresses, as in RFC 4632.
 *
 * @param bits the number of first bits that all its addresses share
 */
public record Network(InetAddress address, int bits) {
    private static final Pattern BITS = Pattern.compile("\\d{1,3}");

    /** Only digits match, so that no name is looked up. */
    private static final Pattern V4 =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");

    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f.]{0,45}:[0-9A-Fa-f:.]{0,45}");

    /** Returns the network, such as {@code 10.0.0.0/8}, or of one address alone, or empty if the text is neither. */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        return address(slash < 0 ? text : text.substring(0, slash)).flatMap(address -> {
            int length = address.getAddress().length * Byte.SIZE;
            var bits = slash < 0 ? String.valueOf(length) : text.substring(slash + 1);
            return BITS.matcher(bits).matches() && Integer.parseInt(bits) <= length
                    ? Optional.of(new Network(address, Integer.parseInt(bits)))
                    : Optional.empty();
        });
    }

    /** Whether the address is in the network. */
    public boolean contains(InetAddress other) {
        var mine = address.getAddress();
        var theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((mine[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns the address that is written in digits, or empty for a name. */
    static Optional<InetAddress> address(String text) {
        if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
