package banyan.launcher.remote;

import banyan.core.BoardException;
import banyan.core.web.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * What another process has answered.
 *
 * @param from who
 */
record PeerAnswer(Peer from, int status, HttpFields headers, byte[] body) {
    @Nullable
    String header(String name) {
        return headers.get(name);
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
}
