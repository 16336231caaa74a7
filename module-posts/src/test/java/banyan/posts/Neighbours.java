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
 * The other modules, as posts sees them.
 *
 * @param moderator the only one
 * @param asked happens each time that a thread is looked for
 */
record Neighbours(long moderator, Runnable asked) implements Users {
    /** Threads have ids below this. */
    static final long NO_THREAD = 50;

    static Neighbours quiet() {
        return new Neighbours(99, () -> {});
    }

    Threads threads() {
        return new Threads() {
            @Override
            public Optional<ThreadView> find(long id) {
                asked.run();
                var thread = new ThreadView(id, "title", 1, Instant.EPOCH, 0, null, 1, 0);
                return Optional.of(thread).filter(known -> id < NO_THREAD);
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
