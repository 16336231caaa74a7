package banyan.artifact;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request that was made from the description of an operation.
 *
 * @param method the operation's, or one that the path does not have
 * @param body an octet a character; empty for none
 * @param author whose token it has, if it has one that counts
 * @param faults what is wrong with it on purpose: empty if it is as described
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
