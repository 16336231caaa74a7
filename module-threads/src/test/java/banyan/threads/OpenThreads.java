package banyan.threads;

import banyan.core.BoardException;
import banyan.core.Feed;
import banyan.core.Feed.Entry;
import banyan.core.Seed;
import banyan.core.auth.TokenVerifier;
import banyan.core.data.ModuleStore;
import banyan.core.database.file.DatabaseFile;
import banyan.core.idempotency.IdempotencyRecords;
import banyan.core.store.Database;
import banyan.core.store.Schema;
import banyan.core.threads.ThreadView;
import banyan.core.web.WriteAllowance;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The module without HTTP, over an open database. Nobody is a moderator, because users is unavailable. The clock of the write
 * allowance stands still.
 */
record OpenThreads(DatabaseFile file, ModuleStore data, ThreadStore store, ThreadService service)
        implements AutoCloseable {
    static OpenThreads in(Path folder) {
        var file = DatabaseFile.open(folder, "threads");
        var schema = new Schema("threads", OpenThreads.class.getClassLoader(), ThreadStore::writeTutorial);
        var data = ModuleStore.open(file.dataSource(), schema, Seed.NONE);
        var database = data.database();
        var store = new ThreadStore(database);
        var verifier = new TokenVerifier(
                () -> {
                    throw new BoardException(BoardException.Kind.UNAVAILABLE, "Users is unavailable.");
                },
                (user, issuedAt) -> false);
        return new OpenThreads(
                file,
                data,
                store,
                new ThreadService(store, new IdempotencyRecords(database), verifier, new WriteAllowance(() -> 0)));
    }

    long create(long user) {
        return service.create(user, Optional.empty(), new ThreadTitle("title")).item();
    }

    ThreadView thread(long id) {
        return store.find(id).orElseThrow();
    }

    void apply(String kind, long post, long thread, Instant at) {
        database().write(transaction -> {
            new PostFollower(database()).apply(transaction, new Entry(1, kind, post, thread, at), 0);
            return post;
        });
    }

    /** Replays a feed from its start, and runs the sweeps. */
    void replay(long number, Entry... entries) {
        var posts = new PostFollower(database());
        for (var entry : entries) {
            database().write(transaction -> {
                posts.apply(transaction, entry, number);
                return true;
            });
        }
        for (var sweep : posts.sweeps()) {
            for (var after = OptionalLong.of(0); after.isPresent(); ) {
                long from = after.getAsLong();
                after = database().write(transaction -> sweep.step(transaction, number, from));
            }
        }
    }

    /** Returns the entries of the feed, such as {@code created 101}. */
    List<String> feed() {
        return data.feed().changes(Feed.Cursor.at(0), 1000, Duration.ZERO).entries().stream()
                .map(entry -> entry.kind() + " " + entry.id())
                .toList();
    }

    Database database() {
        return data.database();
    }

    @Override
    public void close() {
        file.close();
    }
}
