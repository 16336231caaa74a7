package banyan.artifact;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request generated from the description of an operation.
 *
 * @param method of the operation, or one that the path does not have
 * @param body one byte a character; empty for none
 * @param author the owner of its token, if it has a valid one
 * @param faults its intended faults; empty if it is valid
 */
record GeneratedRequest(
        DescribedOperation operation,
        String method,
        String target,
        Map<String, String> headers,
        String body,
        String author,
        String faults) {
    GeneratedRequest {
        headers = Map.copyOf(headers);
    }

    BodyPublisher publisher() {
        return body.isEmpty()
                ? BodyPublishers.noBody()
                : BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.ISO_8859_1));
    }

    boolean isAsDescribed() {
        return faults.isEmpty();
    }

    @Override
    public String toString() {
        var shown = body.length() > 300 ? body.substring(0, 300) + "…" : body;
        return method + " " + target + " " + headers + " " + shown + (faults.isEmpty() ? "" : " with " + faults);
    }
}
