package banyan.launcher.remote;

import java.net.URI;

/** Learns from what peers tell about the homes of modules. Called on threads that must not block. */
@FunctionalInterface
public interface HomeListener {
    /** Ignores it. */
    HomeListener NONE = (peer, home) -> {};

    /**
     * Takes in what a peer has told.
     *
     * @param peer the address of the peer whose response has the header
     */
    void told(URI peer, HomeHeader home);
}
