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

/** Posts over a database that is open, among neighbours that are known. */
record OpenPosts(DatabaseFile file, ModuleStore data, PostStore store, PostService posting) implements AutoCloseable {
    static OpenPosts in(Path folder, Neighbours neighbours) {
        var file = DatabaseFile.open(folder, "posts");
        var schema = new Schema("posts", OpenPosts.class.getClassLoader(), PostStore::writeTutorial);
        var data = ModuleStore.open(file.dataSource(), schema, Seed.NONE);
        var database = data.database();
        var store = new PostStore(database);
        var actors = new TokenVerifier(() -> neighbours, (user, issuedAt) -> false);
        var known = new KnownThreads(neighbours::threads, System::nanoTime);
        return new OpenPosts(
                file,
                data,
                store,
                new PostService(store, new IdempotencyRecords(database), known, actors, new WriteAllowance()));
    }

    StoredResponse post(long user, long thread) {
        return posting.post(user, Optional.empty(), new NewPost(thread, "text"));
    }

    /** And its posts go. */
    void hearThatThreadIsDeleted(long thread) {
        justHearThatThreadIsDeleted(thread);
        for (boolean isAnyLeft = true; isAnyLeft; ) {
            isAnyLeft = database().write(ThreadToEmptyStore::step);
        }
    }

    void justHearThatThreadIsDeleted(long thread) {
        database().write(change -> {
            new ThreadFollower(database()).apply(change, new Entry(1, Entry.DELETED, thread, thread, Instant.EPOCH), 0);
            return thread;
        });
    }

    /** What changed, such as {@code created 101}. */
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
