package banyan.launcher.remote.ports;

import banyan.core.BoardException;
import banyan.core.posts.Posts;
import banyan.core.threads.Threads;
import banyan.core.users.Users;
import banyan.launcher.remote.Peer;
import java.util.Map;
import java.util.function.Function;

/** The ports as other processes answer them. */
public final class RemotePorts {
    private static final Map<Class<?>, Function<Peer, ?>> SIDES =
            Map.of(Users.class, RemoteUsers::new, Threads.class, RemoteThreads::new, Posts.class, RemotePosts::new);

    private RemotePorts() {}

    /**
     * The port as that process answers it.
     *
     * @throws BoardException UNAVAILABLE if this port cannot be asked over HTTP
     */
    public static <P> P of(Class<P> port, Peer peer) {
        var side = SIDES.get(port);
        if (side == null) {
            throw peer.unavailable("cannot be asked what " + port.getName() + " asks");
        }
        return port.cast(side.apply(peer));
    }
}
