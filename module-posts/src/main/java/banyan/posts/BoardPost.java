package banyan.posts;

import banyan.core.posts.PostView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A post in the board's own representation. */
record BoardPost(
        long id,
        long thread,
        String text,
        long user,
        Instant createdAt,
        @Nullable Instant editedAt) {
    static BoardPost of(PostView post) {
        return new BoardPost(post.id(), post.thread(), post.text(), post.user(), post.createdAt(), post.editedAt());
    }
}
