package banyan.launcher.remote;

import banyan.core.BoardException;
import banyan.core.web.Contract;
import banyan.core.web.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.ContentResponse;
import org.jspecify.annotations.Nullable;

/** What another process says of itself when it is about to get the requests of a module. */
public final class Introduction {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private Introduction() {}

    /**
     * Asks it.
     *
     * @throws BoardException UNAVAILABLE if no answer comes; CONFLICT if it does not host the module, speaks another version
     *     of the contract, is not Banyan, or leads back to this process
     */
    public static Contract of(Peer peer, String module) {
        var answer = answer(peer, "/api/" + module + "/contract");
        var kept = answer.getHeaders().get(Contract.HEADER);
        var document = document(answer);
        if (answer.getStatus() == 508) {
            throw refused(peer, "leads back to this process, or to nobody: what it sends on comes round again");
        }
        if (kept == null) {
            throw refused(
                    peer,
                    document.path("type").asText().startsWith("urn:banyan:")
                            ? "does not host " + module + ": "
                                    + document.path("detail").asText()
                            : "is not Banyan: what it answers at /api/" + module + "/contract (status "
                                    + answer.getStatus() + ") has no " + Contract.HEADER);
        }
        if (!Contract.isKept(kept, module)) {
            throw refused(peer, "keeps the contract " + kept + ", and this launcher needs " + Contract.header(module));
        }
        var process = id(document, "process");
        if (Contract.PROCESS.equals(process)) {
            throw refused(peer, "leads back to this process: say 'here' instead");
        }
        return new Contract(module, Contract.VERSION, id(document, "storeId"), process);
    }

    private static @Nullable UUID id(JsonNode document, String name) {
        try {
            var text = document.path(name).textValue();
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static ContentResponse answer(Peer peer, String target) {
        try {
            return peer.request("GET", target)
                    .headers(headers -> headers.put(Caller.ASKING, Contract.PROCESS.toString()))
                    .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .send();
        } catch (ExecutionException e) {
            throw peer.unavailable("cannot be reached ("
                    + Objects.requireNonNullElse(e.getCause(), e).getMessage() + ")");
        } catch (TimeoutException e) {
            throw peer.unavailable("does not answer within " + PATIENCE.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw peer.unavailable("is not waited for any more");
        }
    }

    private static JsonNode document(ContentResponse answer) {
        try {
            return Json.MAPPER.readTree(answer.getContent());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static BoardException refused(Peer peer, String why) {
        return new BoardException(BoardException.Kind.CONFLICT, "The process at " + peer.address() + " " + why + ".");
    }
}
