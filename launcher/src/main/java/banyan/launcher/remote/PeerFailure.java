package banyan.launcher.remote;

import banyan.core.BoardException;
import java.net.URI;

/** The failure of a call to a peer. */
final class PeerFailure {
    private PeerFailure() {}

    /**
     * UNAVAILABLE.
     *
     * @param why the rest of a sentence that begins with the process
     */
    static BoardException unavailable(URI peer, String why) {
        return new BoardException(BoardException.Kind.UNAVAILABLE, "The process at " + peer + " " + why + ".");
    }
}
