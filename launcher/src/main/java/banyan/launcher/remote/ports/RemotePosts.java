package banyan.launcher.remote.ports;

import banyan.core.Feed;
import banyan.core.posts.PostView;
import banyan.core.posts.Posts;
import banyan.launcher.remote.Peer;
import banyan.launcher.remote.PeerResponse;
import java.util.Optional;

/** The port of posts in another process. */
record RemotePosts(RemoteModule module) implements Posts {
    RemotePosts(Peer peer) {
        this(new RemoteModule(peer, "posts"));
    }

    @Override
    public Optional<PostView> find(long id) {
        var response = module.get("/" + id);
        return response.status() == 404 ? Optional.empty() : Optional.of(post(response.requireSuccess()));
    }

    @Override
    public Feed feed() {
        return module;
    }

    private static PostView post(PeerResponse response) {
        var item = response.item();
        var version = response.version();
        return new PostView(
                item.number("id"),
                item.number("thread"),
                item.text("text"),
                item.number("user"),
                item.time("createdAt"),
                item.timeOrNull("editedAt"),
                version.version());
    }
}
