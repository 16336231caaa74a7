package banyan.posts;

import banyan.core.web.Check;
import org.jspecify.annotations.Nullable;

/** What somebody wants to post. */
public record NewPost(Long thread, String text) {
    public NewPost(@Nullable Long thread, @Nullable String text) {
        var check = new Check();
        this.thread = check.id("thread", thread);
        this.text = check.text("text", text, 1, PostText.LONGEST);
        check.done();
    }
}
