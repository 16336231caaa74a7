package banyan.launcher.remote.ports;

import banyan.core.Feed;
import banyan.core.threads.ThreadView;
import banyan.core.threads.Threads;
import banyan.launcher.remote.Peer;
import banyan.launcher.remote.PeerResponse;
import java.util.Optional;

/** The port of threads in another process. */
record RemoteThreads(RemoteModule module) implements Threads {
    RemoteThreads(Peer peer) {
        this(new RemoteModule(peer, "threads"));
    }

    @Override
    public Optional<ThreadView> find(long id) {
        var response = module.get("/" + id);
        return response.status() == 404 ? Optional.empty() : Optional.of(thread(response.requireSuccess()));
    }

    @Override
    public Feed feed() {
        return module;
    }

    private static ThreadView thread(PeerResponse response) {
        var item = response.item();
        var version = response.version();
        return new ThreadView(
                item.number("id"),
                item.text("title"),
                item.number("createdBy"),
                item.time("createdAt"),
                item.number("postCount"),
                item.timeOrNull("lastPostAt"),
                version.version(),
                version.derived());
    }
}
