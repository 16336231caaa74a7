package banyan.launcher.replica.client;

import banyan.launcher.address.PeerAddress;
import banyan.launcher.config.Options;
import banyan.launcher.remote.Peers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The admin ports of other processes, one client for each address. */
public final class HomeClients {
    private final Peers peers;
    private final AdminTokens tokens;
    private final Map<String, HomeClient> clients = new ConcurrentHashMap<>();

    public HomeClients(Options options, Peers peers) {
        this.peers = peers;
        tokens = new AdminTokens(options.adminToken(), options.tokenFiles());
    }

    /**
     * The client of the process at this address.
     *
     * @throws IllegalArgumentException if it is no address
     */
    public HomeClient at(String address) {
        return clients.computeIfAbsent(address, text -> new HomeClient(peers.at(PeerAddress.parse(text)), tokens));
    }
}
