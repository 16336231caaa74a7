package banyan.threads;

import banyan.core.BoardException;
import banyan.core.auth.TokenVerifier;
import banyan.core.idempotency.IdempotencyRecords;
import banyan.core.idempotency.StoredResponse;
import banyan.core.store.WriteTransaction;
import banyan.core.threads.ThreadView;
import banyan.core.web.Version;
import banyan.core.web.WriteAllowance;
import banyan.core.web.json.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules for creating, changing and deleting threads.
 *
 * @param records in the same database as the threads
 */
record ThreadService(
        ThreadStore threads, IdempotencyRecords records, TokenVerifier verifier, WriteAllowance allowance) {
    /** Creates a thread. A retry with the same key gets the stored response. */
    StoredResponse create(long actor, Optional<String> key, ThreadTitle title) {
        var request = Json.text(title);
        return records.earlier(actor, key, request).orElseGet(() -> {
            allowance.take(actor, title.title());
            return records.once(actor, key, request, transaction -> insert(transaction, actor, title));
        });
    }

    private static StoredResponse insert(WriteTransaction transaction, long actor, ThreadTitle title) {
        var written = ThreadStore.insert(transaction, actor, title);
        return new StoredResponse(written.id(), Json.text(BoardThread.of(written)));
    }

    /**
     * Changes the title of a thread.
     *
     * @param ifMatch the version that the client has read, if it sent one; posts in the thread do not change the version
     */
    ThreadView rename(long actor, long id, @Nullable String ifMatch, ThreadTitle title) {
        requireOwnerOrModerator(actor, id);
        allowance.take(actor, title.title());
        return threads.database()
                .write(transaction -> ThreadStore.update(transaction, current(transaction, id, ifMatch), title));
    }

    /** Deletes a thread. The module posts deletes its posts when it reads the feed entry. */
    void delete(long actor, long id, @Nullable String ifMatch) {
        requireOwnerOrModerator(actor, id);
        threads.database().write(transaction -> {
            var thread = current(transaction, id, ifMatch);
            ThreadStore.delete(transaction, thread);
            return id;
        });
    }

    /**
     * Runs before the transaction, because other writers would wait during a call to users. The owner of a thread never
     * changes.
     */
    private void requireOwnerOrModerator(long actor, long id) {
        var thread = threads.find(id).orElseThrow(() -> BoardException.notFound("thread", id));
        verifier.requireOwnerOrModerator(actor, thread.createdBy());
    }

    private static ThreadView current(WriteTransaction transaction, long id, @Nullable String ifMatch) {
        var thread = ThreadStore.find(transaction, id).orElseThrow(() -> BoardException.notFound("thread", id));
        new Version(thread.version(), thread.derived()).requireUnchanged(ifMatch);
        return thread;
    }
}
