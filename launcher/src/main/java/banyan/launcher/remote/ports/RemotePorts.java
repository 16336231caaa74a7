package banyan.launcher.remote.ports;

import banyan.core.BoardException;
import banyan.core.posts.Posts;
import banyan.core.threads.Threads;
import banyan.core.users.Users;
import banyan.launcher.remote.Peer;
import java.util.Map;
import java.util.function.Function;

/** The ports of modules in other processes. */
public final class RemotePorts {
    private static final Map<Class<?>, Function<Peer, ?>> REMOTES =
            Map.of(Users.class, RemoteUsers::new, Threads.class, RemoteThreads::new, Posts.class, RemotePosts::new);

    private RemotePorts() {}

    /**
     * The port of a module in that process.
     *
     * @throws BoardException UNAVAILABLE if this port has no remote side
     */
    public static <P> P of(Class<P> port, Peer peer) {
        var remote = REMOTES.get(port);
        if (remote == null) {
            throw peer.unavailable("cannot be called through " + port.getName());
        }
        return port.cast(remote.apply(peer));
    }
}
