package banyan.posts;

import banyan.core.web.validation.Validation;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The input of a new post. */
public record NewPost(
        @Schema(minimum = "1") Long thread,

        @Schema(minLength = 1, maxLength = PostText.MAX_LENGTH)
        String text) {
    public NewPost(@Nullable Long thread, @Nullable String text) {
        var validation = new Validation();
        this.thread = validation.id("thread", thread);
        this.text = validation.text("text", text, 1, PostText.MAX_LENGTH);
        validation.done();
    }
}
