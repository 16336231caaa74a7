package banyan.core.posts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A post as others see it.
 *
 * @param thread the id of the thread that it stands in
 * @param user the id of the user who wrote it
 * @param editedAt null if it is as it was written
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
