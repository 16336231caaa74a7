package banyan.threads;

import banyan.core.BoardException;
import banyan.core.auth.TokenVerifier;
import banyan.core.idempotency.IdempotencyRecords;
import banyan.core.idempotency.StoredResponse;
import banyan.core.store.WriteTransaction;
import banyan.core.threads.ThreadView;
import banyan.core.web.Json;
import banyan.core.web.Version;
import banyan.core.web.WriteAllowance;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of writing threads.
 *
 * @param receipts of the same database as the threads
 */
record ThreadService(ThreadStore threads, IdempotencyRecords receipts, TokenVerifier actors, WriteAllowance allowance) {
    /** Begins a thread, unless this very request has done so. */
    StoredResponse begin(long actor, Optional<String> key, ThreadTitle title) {
        var request = Json.text(title);
        return receipts.earlier(actor, key, request).orElseGet(() -> {
            allowance.take(actor, title.title());
            return receipts.once(actor, key, request, change -> insert(change, actor, title));
        });
    }

    private static StoredResponse insert(WriteTransaction change, long actor, ThreadTitle title) {
        var written = ThreadStore.insert(change, actor, title);
        return new StoredResponse(written.id(), Json.text(BoardThread.of(written)));
    }

    /**
     * Gives a thread another title.
     *
     * @param ifMatch the state that it is to be in, if that matters; posts in it do not change that
     */
    ThreadView rename(long actor, long id, @Nullable String ifMatch, ThreadTitle title) {
        requireOwnerOrModerator(actor, id);
        allowance.take(actor, title.title());
        return threads.database().write(change -> ThreadStore.update(change, current(change, id, ifMatch), title));
    }

    /** Deletes a thread. Its posts go when posts has heard of it. */
    void delete(long actor, long id, @Nullable String ifMatch) {
        requireOwnerOrModerator(actor, id);
        threads.database().write(change -> {
            var thread = current(change, id, ifMatch);
            ThreadStore.delete(change, thread);
            return id;
        });
    }

    /** Not within the change: others would wait while users is asked. A thread never changes hands. */
    private void requireOwnerOrModerator(long actor, long id) {
        var thread = threads.find(id).orElseThrow(() -> BoardException.notFound("thread", id));
        actors.requireOwnerOrModerator(actor, thread.createdBy());
    }

    private static ThreadView current(WriteTransaction change, long id, @Nullable String ifMatch) {
        var thread = ThreadStore.find(change, id).orElseThrow(() -> BoardException.notFound("thread", id));
        new Version(thread.version(), thread.derived()).requireUnchanged(ifMatch);
        return thread;
    }
}
