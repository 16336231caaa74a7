package banyan.launcher.remote;

import banyan.launcher.remote.connection.PeerClient;
import java.net.URI;
import org.eclipse.jetty.client.Request;

/**
 * The address of a peer, and the client that sends requests to it.
 *
 * @param address such as {@code http://localhost:3001}
 */
record PeerTarget(URI address, PeerClient client) {
    /**
     * A request to the peer, to be completed and sent.
     *
     * @param target path and query, as they are to be sent
     */
    Request request(String method, String target) {
        return client.request(method, URI.create(address + target));
    }
}
