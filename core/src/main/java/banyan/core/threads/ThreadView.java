package banyan.core.threads;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The public view of a thread.
 *
 * @param createdBy the id of a user
 * @param postCount the number of posts, as far as this module has followed the feed of posts
 * @param lastPostAt likewise; null without posts
 * @param version counts the changes of the thread itself
 * @param derived changes with the posts in it
 */
public record ThreadView(
        long id,
        String title,
        long createdBy,
        Instant createdAt,
        long postCount,
        @Nullable Instant lastPostAt,
        long version,
        long derived) {}
