package banyan.launcher.mirror;

import banyan.launcher.http.ResponseTap.Answered;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.client.BufferingResponseListener;
import org.eclipse.jetty.client.Result;

/** Waits for what a mirror answers. */
final class MirrorResponse extends BufferingResponseListener {
    private final CompletableFuture<Answered> answer;

    /**
     * @param longest octets; one that is longer fails
     */
    MirrorResponse(CompletableFuture<Answered> answer, int longest) {
        super(longest);
        this.answer = answer;
    }

    @Override
    public void onComplete(Result result) {
        if (result.isFailed()) {
            answer.completeExceptionally(result.getFailure());
        } else {
            answer.complete(new Answered(
                    result.getResponse().getStatus(), getMediaType(), getContentAsString(StandardCharsets.UTF_8)));
        }
    }
}
