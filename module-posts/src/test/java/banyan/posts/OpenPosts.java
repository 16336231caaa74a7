package banyan.posts;

import banyan.core.Feed;
import banyan.core.Feed.Entry;
import banyan.core.Seed;
import banyan.core.auth.TokenVerifier;
import banyan.core.data.ModuleStore;
import banyan.core.database.file.DatabaseFile;
import banyan.core.idempotency.IdempotencyRecords;
import banyan.core.idempotency.StoredResponse;
import banyan.core.store.Database;
import banyan.core.store.Schema;
import banyan.core.web.WriteAllowance;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The module without HTTP, over an open database and with given ports of the other modules. */
record OpenPosts(DatabaseFile file, ModuleStore data, PostStore store, PostService service) implements AutoCloseable {
    static OpenPosts in(Path folder, OtherModules others) {
        var file = DatabaseFile.open(folder, "posts");
        var schema = new Schema("posts", OpenPosts.class.getClassLoader(), PostStore::writeTutorial);
        var data = ModuleStore.open(file.dataSource(), schema, Seed.NONE);
        var database = data.database();
        var store = new PostStore(database);
        var verifier = new TokenVerifier(() -> others, (user, issuedAt) -> false);
        var knownThreads = new KnownThreads(others::threads, System::nanoTime);
        return new OpenPosts(
                file,
                data,
                store,
                new PostService(store, new IdempotencyRecords(database), knownThreads, verifier, new WriteAllowance()));
    }

    StoredResponse post(long user, long thread) {
        return service.create(user, Optional.empty(), new NewPost(thread, "text"));
    }

    /** Applies the deletion of a thread and deletes all its posts. */
    void deleteThread(long thread) {
        applyThreadDeletion(thread);
        for (boolean isAnyLeft = true; isAnyLeft; ) {
            isAnyLeft = database().write(ThreadToEmptyStore::step);
        }
    }

    void applyThreadDeletion(long thread) {
        database().write(transaction -> {
            new ThreadFollower(database())
                    .apply(transaction, new Entry(1, Entry.DELETED, thread, thread, Instant.EPOCH), 0);
            return thread;
        });
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
