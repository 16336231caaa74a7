package banyan.core.posts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The public view of a post.
 *
 * @param thread the id of its thread
 * @param user the id of its author
 * @param editedAt null if it was never edited
 * @param version counts the changes
 */
public record PostView(
        long id,
        long thread,
        String text,
        long user,
        Instant createdAt,
        @Nullable Instant editedAt,
        long version) {}
