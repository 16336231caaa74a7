package banyan.posts;

import banyan.core.BoardException;
import banyan.core.auth.TokenVerifier;
import banyan.core.idempotency.IdempotencyRecords;
import banyan.core.idempotency.StoredResponse;
import banyan.core.posts.PostView;
import banyan.core.store.WriteTransaction;
import banyan.core.web.Version;
import banyan.core.web.WriteAllowance;
import banyan.core.web.json.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules for creating, changing and deleting posts.
 *
 * @param records in the same database as the posts
 * @param threads checks whether a thread exists
 */
record PostService(
        PostStore posts,
        IdempotencyRecords records,
        KnownThreads threads,
        TokenVerifier verifier,
        WriteAllowance allowance) {
    /**
     * Creates a post. A retry with the same key gets the stored response.
     *
     * @throws BoardException INVALID at {@code /thread} if there is no such thread; UNAVAILABLE if threads is unavailable
     */
    StoredResponse create(long actor, Optional<String> key, NewPost post) {
        var request = Json.text(post);
        return records.earlier(actor, key, request).orElseGet(() -> {
            if (!threads.contains(post.thread())) {
                throw noThread(post.thread());
            }
            allowance.take(actor, post.text());
            return records.once(actor, key, request, transaction -> insert(transaction, actor, post));
        });
    }

    /**
     * Changes the text of a post.
     *
     * @param ifMatch the version that the client has read, if it sent one
     */
    PostView edit(long actor, long id, @Nullable String ifMatch, PostText text) {
        requireOwnerOrModerator(actor, id);
        allowance.take(actor, text.text());
        return posts.database()
                .write(transaction -> PostStore.update(transaction, current(transaction, id, ifMatch), text.text()));
    }

    void delete(long actor, long id, @Nullable String ifMatch) {
        requireOwnerOrModerator(actor, id);
        posts.database().write(transaction -> {
            PostStore.delete(transaction, current(transaction, id, ifMatch));
            return id;
        });
    }

    /**
     * Checks again whether the thread is deleted, because the deletion may have arrived since the call to threads. If it
     * arrives after the insert, the post is deleted with the thread.
     */
    private static StoredResponse insert(WriteTransaction transaction, long actor, NewPost post) {
        if (DeletedThreadStore.contains(transaction, post.thread())) {
            throw noThread(post.thread());
        }
        var written = PostStore.insert(transaction, actor, post);
        return new StoredResponse(written.id(), Json.text(BoardPost.of(written)));
    }

    /**
     * Runs before the transaction, because other writers would wait during a call to users. The owner of a post never
     * changes.
     */
    private void requireOwnerOrModerator(long actor, long id) {
        var post = posts.find(id).orElseThrow(() -> BoardException.notFound("post", id));
        verifier.requireOwnerOrModerator(actor, post.user());
    }

    private static PostView current(WriteTransaction transaction, long id, @Nullable String ifMatch) {
        var post = PostStore.find(transaction, id).orElseThrow(() -> BoardException.notFound("post", id));
        new Version(post.version()).requireUnchanged(ifMatch);
        return post;
    }

    private static BoardException noThread(long thread) {
        return BoardException.invalid(List.of(
                new BoardException.Fault("/thread", "has to be an existing thread: there is no thread " + thread)));
    }
}
