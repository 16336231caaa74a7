package banyan.launcher.config;

import banyan.launcher.address.Network;
import banyan.launcher.address.PeerAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Parses values of options that name machines: addresses, networks and other processes. */
final class AddressValues {
    private AddressValues() {}

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(OptionValues.require(
                    text, !text.isBlank(), "no address; give one of this machine's, such as 127.0.0.1"));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "not an address; give one of this machine's, such as 127.0.0.1 or 0.0.0.0", e);
        }
    }

    static List<Network> networks(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(network -> !text.isEmpty())
                .map(network -> Network.parse(network)
                        .orElseThrow(() -> new IllegalArgumentException("not a network: '" + network
                                + "'; give an address and how many of its bits count, such as 10.0.0.0/8 or fd00::/8")))
                .toList();
    }

    /** The address of a process; empty if none is given. */
    static Optional<URI> peer(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(PeerAddress.parse(text));
    }

    static SortedMap<String, URI> remotes(String text) {
        var remotes = new TreeMap<String, URI>();
        for (var remote : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            add(remotes, remote);
        }
        return remotes;
    }

    private static void add(SortedMap<String, URI> remotes, String remote) {
        int equals = remote.indexOf('=');
        OptionValues.require(
                remote,
                equals > 0,
                "'" + remote + "' has no module; give it and an address, such as posts=http://localhost:3001");
        var module = remote.substring(0, equals).strip();
        var address = PeerAddress.parse(remote.substring(equals + 1));
        var other = remotes.put(module, address);
        OptionValues.require(
                address, other == null || other.equals(address), module + " cannot be at two addresses; give one");
    }
}
