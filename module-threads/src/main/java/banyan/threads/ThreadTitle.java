package banyan.threads;

import banyan.core.web.validation.Validation;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The input of a new thread or of a change of its title. */
public record ThreadTitle(
        @Schema(minLength = 1, maxLength = MAX_LENGTH, pattern = Validation.LINE)
        String title) {
    /** In code points. */
    static final int MAX_LENGTH = 200;

    public ThreadTitle(@Nullable String title) {
        var validation = new Validation();
        this.title = validation.line("title", title, 1, MAX_LENGTH);
        validation.done();
    }
}
