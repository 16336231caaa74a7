package banyan.launcher.remote;

import banyan.core.BoardException;
import banyan.core.web.Version;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * The response of a peer.
 *
 * @param peer its address
 */
public record PeerResponse(URI peer, int status, HttpFields headers, String body) {
    /** The entity tag of the board's own representation. */
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\\.(\\d{1,18})\\.b\"");

    @Nullable
    public String header(String name) {
        return headers.get(name);
    }

    /**
     * The UUID in a header; null if there is no such header.
     *
     * @throws BoardException UNAVAILABLE if it is something else
     */
    @Nullable
    public UUID uuidOrNull(String name) {
        var text = header(name);
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw PeerFailure.unavailable(peer, "sends something else than " + name);
        }
    }

    /**
     * Requires the status 200.
     *
     * @throws BoardException the failure of the peer otherwise
     */
    public PeerResponse requireSuccess() {
        if (status != 200) {
            throw PeerProblem.of(peer, status, header("Retry-After"), body);
        }
        return this;
    }

    /**
     * The JSON document.
     *
     * @throws BoardException UNAVAILABLE if the body is none
     */
    public PeerJson item() {
        return PeerJson.read(peer, body);
    }

    public List<PeerJson> items() {
        return item().items();
    }

    /** The version of the item in the response. */
    public Version version() {
        var tag = TAG.matcher(Optional.ofNullable(header("ETag")).orElse(""));
        if (!tag.matches()) {
            throw PeerFailure.unavailable(peer, "does not send the version of an item");
        }
        return new Version(Long.parseLong(tag.group(1)), Long.parseLong(tag.group(2)));
    }
}
