package banyan.posts;

import banyan.core.web.Validation;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What somebody wants to post. */
public record NewPost(
        @Schema(minimum = "1") Long thread,
        @Schema(minLength = 1, maxLength = PostText.LONGEST) String text) {
    public NewPost(@Nullable Long thread, @Nullable String text) {
        var check = new Validation();
        this.thread = check.id("thread", thread);
        this.text = check.text("text", text, 1, PostText.LONGEST);
        check.done();
    }
}
