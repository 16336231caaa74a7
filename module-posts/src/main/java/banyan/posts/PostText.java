package banyan.posts;

import banyan.core.web.Validation;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a post is to say from now on. */
public record PostText(
        @Schema(minLength = 1, maxLength = LONGEST) String text) {
    /** In code points. */
    static final int LONGEST = 10_000;

    public PostText(@Nullable String text) {
        var check = new Validation();
        this.text = check.text("text", text, 1, LONGEST);
        check.done();
    }
}
