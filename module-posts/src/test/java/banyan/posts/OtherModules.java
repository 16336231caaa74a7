package banyan.posts;

import banyan.core.Feed;
import banyan.core.Lineage;
import banyan.core.threads.ThreadView;
import banyan.core.threads.Threads;
import banyan.core.users.TokenKey;
import banyan.core.users.UserView;
import banyan.core.users.Users;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The ports of the other modules.
 *
 * @param moderator the only moderator
 * @param onFind runs before each lookup of a thread
 */
record OtherModules(long moderator, Runnable onFind) implements Users {
    /** Threads with smaller ids exist. */
    static final long FIRST_MISSING_THREAD = 50;

    static OtherModules plain() {
        return new OtherModules(99, () -> {});
    }

    Threads threads() {
        return new Threads() {
            @Override
            public Optional<ThreadView> find(long id) {
                onFind.run();
                var thread = new ThreadView(id, "title", 1, Instant.EPOCH, 0, null, 1, 0);
                return Optional.of(thread).filter(known -> id < FIRST_MISSING_THREAD);
            }

            @Override
            public Feed feed() {
                return (after, limit, wait) -> new Feed.Changes(null, 0, List.of());
            }
        };
    }

    @Override
    public Optional<UserView> find(long id) {
        return Optional.empty();
    }

    @Override
    public boolean moderates(long id) {
        return id == moderator;
    }

    @Override
    public Lineage lineage() {
        return new Lineage(new UUID(0, 1), 0, List.of());
    }

    @Override
    public List<TokenKey> keys() {
        return List.of();
    }

    @Override
    public Feed feed() {
        return (after, limit, wait) -> new Feed.Changes(null, 0, List.of());
    }
}
