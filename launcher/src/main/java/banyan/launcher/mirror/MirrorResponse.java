package banyan.launcher.mirror;

import banyan.launcher.http.ResponseTap.Copy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.client.BufferingResponseListener;
import org.eclipse.jetty.client.Result;

/** Receives the response of a mirror. */
final class MirrorResponse extends BufferingResponseListener {
    private final CompletableFuture<Copy> response;

    /**
     * @param longest bytes of the body; a longer one fails
     */
    MirrorResponse(CompletableFuture<Copy> response, int longest) {
        super(longest);
        this.response = response;
    }

    @Override
    public void onComplete(Result result) {
        if (result.isFailed()) {
            response.completeExceptionally(result.getFailure());
        } else {
            response.complete(new Copy(
                    result.getResponse().getStatus(), getMediaType(), getContentAsString(StandardCharsets.UTF_8)));
        }
    }
}
