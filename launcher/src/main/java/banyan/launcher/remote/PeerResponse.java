package banyan.launcher.remote;

import banyan.core.BoardException;
import banyan.core.web.Json;
import banyan.core.web.Version;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * What another process has answered.
 *
 * @param from who
 */
public record PeerResponse(Peer from, int status, HttpFields headers, String body) {
    /** That of the board's own form. */
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\\.(\\d{1,18})\\.b\"");

    @Nullable
    public String header(String name) {
        return headers.get(name);
    }

    /**
     * The UUID that a header has; null if there is no such header.
     *
     * @throws BoardException UNAVAILABLE if it is something else
     */
    @Nullable
    public UUID uuidOrNull(String name) {
        var text = header(name);
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw from.unavailable("gives something else than " + name);
        }
    }

    /**
     * This, if it is what was asked for.
     *
     * @throws BoardException as the other process has failed
     */
    public PeerResponse given() {
        if (status != 200) {
            throw PeerProblem.of(this);
        }
        return this;
    }

    /**
     * The JSON document.
     *
     * @throws BoardException UNAVAILABLE if it is none
     */
    JsonNode document() {
        try {
            return Json.MAPPER.readTree(body);
        } catch (IOException e) {
            throw from.unavailable("gives what is no JSON document");
        }
    }

    public PeerJson item() {
        return new PeerJson(from, document());
    }

    public List<PeerJson> items() {
        return PeerJson.all(from, document());
    }

    /** Which state of an item it shows. */
    public Version version() {
        var tag = TAG.matcher(Optional.ofNullable(header("ETag")).orElse(""));
        if (!tag.matches()) {
            throw from.unavailable("does not say which state of an item it gives");
        }
        return new Version(Long.parseLong(tag.group(1)), Long.parseLong(tag.group(2)));
    }
}
