package banyan.threads;

import banyan.core.web.Validation;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a thread is to be called, from the start or from now on. */
public record ThreadTitle(
        @Schema(minLength = 1, maxLength = LONGEST, pattern = Validation.LINE)
        String title) {
    /** In code points. */
    static final int LONGEST = 200;

    public ThreadTitle(@Nullable String title) {
        var check = new Validation();
        this.title = check.line("title", title, 1, LONGEST);
        check.done();
    }
}
