package banyan.posts;

import banyan.core.web.validation.Validation;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The input of a change of a post. */
public record PostText(
        @Schema(minLength = 1, maxLength = MAX_LENGTH) String text) {
    /** In code points. */
    static final int MAX_LENGTH = 10_000;

    public PostText(@Nullable String text) {
        var validation = new Validation();
        this.text = validation.text("text", text, 1, MAX_LENGTH);
        validation.done();
    }
}
