package banyan.posts;

import banyan.core.BoardException;
import banyan.core.auth.TokenVerifier;
import banyan.core.idempotency.IdempotencyRecords;
import banyan.core.idempotency.StoredResponse;
import banyan.core.posts.PostView;
import banyan.core.store.WriteTransaction;
import banyan.core.web.Json;
import banyan.core.web.Version;
import banyan.core.web.WriteAllowance;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of writing posts.
 *
 * @param receipts of the same database as the posts
 * @param threads asked whether a thread is there
 */
record PostService(
        PostStore posts,
        IdempotencyRecords receipts,
        KnownThreads threads,
        TokenVerifier actors,
        WriteAllowance allowance) {
    /**
     * Posts, unless this very request has done so.
     *
     * @throws BoardException INVALID at {@code /thread} if there is no such thread; UNAVAILABLE if threads cannot be asked
     */
    StoredResponse post(long actor, Optional<String> key, NewPost post) {
        var request = Json.text(post);
        return receipts.earlier(actor, key, request).orElseGet(() -> {
            if (!threads.contains(post.thread())) {
                throw noThread(post.thread());
            }
            allowance.take(actor, post.text());
            return receipts.once(actor, key, request, change -> insert(change, actor, post));
        });
    }

    /**
     * Gives a post another text.
     *
     * @param ifMatch the state that it is to be in, if that matters
     */
    PostView edit(long actor, long id, @Nullable String ifMatch, PostText text) {
        requireOwnerOrModerator(actor, id);
        allowance.take(actor, text.text());
        return posts.database().write(change -> PostStore.update(change, current(change, id, ifMatch), text.text()));
    }

    void delete(long actor, long id, @Nullable String ifMatch) {
        requireOwnerOrModerator(actor, id);
        posts.database().write(change -> {
            PostStore.delete(change, current(change, id, ifMatch));
            return id;
        });
    }

    /** Since threads was asked, it may have been deleted. Who posts before that is heard of loses the post later. */
    private static StoredResponse insert(WriteTransaction change, long actor, NewPost post) {
        if (GoneThreadStore.contains(change, post.thread())) {
            throw noThread(post.thread());
        }
        var written = PostStore.insert(change, actor, post);
        return new StoredResponse(written.id(), Json.text(BoardPost.of(written)));
    }

    /** Not within the change: others would wait while users is asked. A post never changes hands. */
    private void requireOwnerOrModerator(long actor, long id) {
        var post = posts.find(id).orElseThrow(() -> BoardException.notFound("post", id));
        actors.requireOwnerOrModerator(actor, post.user());
    }

    private static PostView current(WriteTransaction change, long id, @Nullable String ifMatch) {
        var post = PostStore.find(change, id).orElseThrow(() -> BoardException.notFound("post", id));
        new Version(post.version()).requireUnchanged(ifMatch);
        return post;
    }

    private static BoardException noThread(long thread) {
        return BoardException.invalid(List.of(
                new BoardException.Fault("/thread", "has to be a thread that is there, and " + thread + " is not")));
    }
}
