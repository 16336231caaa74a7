package banyan.launcher.remote;

import banyan.core.Lineage;
import banyan.core.contract.Contract;
import banyan.core.web.Json;
import banyan.launcher.remote.HandshakeResult.Fails;
import banyan.launcher.remote.HandshakeResult.Reason;
import banyan.launcher.remote.HandshakeResult.Serves;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.jspecify.annotations.Nullable;

/** What another process says of itself when it is about to get the requests of a module. */
public final class PeerHandshake {
    /** How long an operator's request waits for the process. */
    public static final Duration TIMEOUT = Duration.ofSeconds(3);

    private static final int LONGEST = 64 * 1024;
    private static final String HEALTH = "/health/live";

    /** The statuses that an admin port has for its health: it may ask for a token, or for loopback's own name. */
    private static final Set<Integer> OPERATORS = Set.of(200, 401, 403);

    /** From a launcher that is too busy, or that reaches nobody itself. */
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    /** More than a process shows. */
    private static final int MOST_ORIGINS = 1_000;

    private PeerHandshake() {}

    /** Asks it, and waits for the response. */
    public static HandshakeResult of(Peer peer, String module) {
        return begin(peer, module, TIMEOUT).join();
    }

    /**
     * Asks it.
     *
     * @return completes within about this time, and never exceptionally
     */
    public static CompletableFuture<HandshakeResult> begin(Peer peer, String module, Duration timeout) {
        return send(peer, "/api/" + module + "/contract", timeout)
                .thenCompose(response -> read(peer, module, response, timeout))
                .exceptionally(failure -> unreachable(peer, failure, timeout));
    }

    private static CompletableFuture<HandshakeResult> read(
            Peer peer, String module, ContentResponse response, Duration timeout) {
        var kept = response.getHeaders().get(Contract.HEADER);
        var document = document(response);
        if (response.getStatus() == 508) {
            return failed(peer, Reason.LOOP, "leads back to this process, or to nobody: requests would go round");
        }
        if (kept == null) {
            return document.path("type").asText().startsWith("urn:banyan:")
                    ? withoutModule(peer, module, response.getStatus(), document, timeout)
                    : failed(
                            peer,
                            Reason.UNFIT,
                            "is not Banyan: what it answers at /api/" + module + "/contract (status "
                                    + response.getStatus() + ") has no " + Contract.HEADER);
        }
        if (!Contract.isKept(kept, module)) {
            return failed(
                    peer,
                    Reason.UNFIT,
                    "keeps the contract " + kept + ", and this launcher needs " + Contract.header(module));
        }
        if (response.getStatus() != 200) {
            return failed(peer, Reason.UNREACHABLE, "cannot say what it serves: " + detail(document));
        }
        var process = id(document, "process");
        if (Contract.PROCESS.equals(process)) {
            return failed(peer, Reason.LOOP, "leads back to this process: say 'here' instead");
        }
        return CompletableFuture.completedFuture(new Serves(new Contract(
                module, Contract.VERSION, id(document, "storeId"), process, head(document), origins(document))));
    }

    /** Another port of the board has no module either: the operator may have given that one. */
    private static CompletableFuture<HandshakeResult> withoutModule(
            Peer peer, String module, int status, JsonNode document, Duration timeout) {
        if (PASSING.contains(status)) {
            return failed(peer, Reason.UNREACHABLE, "does not serve " + module + " now: " + detail(document));
        }
        return send(peer, HEALTH, timeout)
                .thenApply(health -> OPERATORS.contains(health.getStatus()))
                .exceptionally(failure -> false)
                .thenCompose(isForOperators -> failed(
                        peer,
                        Reason.UNFIT,
                        isForOperators
                                ? "is an admin port, which has no modules: give the address of the board's own --port"
                                : "does not host " + module + ": " + detail(document)));
    }

    private static CompletableFuture<ContentResponse> send(Peer peer, String target, Duration timeout) {
        var request = peer.request("GET", target)
                .headers(headers -> headers.put(CallContext.ASKING, Contract.PROCESS.toString()))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return new CompletableResponseListener(request, LONGEST).send();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e); // such as an address that no request can be sent to
        }
    }

    private static CompletableFuture<HandshakeResult> failed(Peer peer, Reason reason, String why) {
        return CompletableFuture.completedFuture(Fails.at(peer.address(), reason, why));
    }

    private static HandshakeResult unreachable(Peer peer, Throwable failure, Duration timeout) {
        var cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        return Fails.at(
                peer.address(),
                Reason.UNREACHABLE,
                cause instanceof TimeoutException
                        ? "does not answer within " + timeout.toMillis() / 1000.0 + " s"
                        : "cannot be reached (" + reason(cause) + ")");
    }

    /** A message may be missing, or be no more than a name. */
    private static String reason(Throwable cause) {
        var message = cause.getMessage();
        return message == null || cause instanceof UnknownHostException
                ? cause.getClass().getSimpleName() + (message == null ? "" : ": " + message)
                : message;
    }

    /** What the document says is wrong, to end a sentence with. */
    private static String detail(JsonNode document) {
        return withoutStop(document.path("detail").asText("no reason given"));
    }

    /** A sentence that becomes the end of another one. */
    public static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    static String detail(ContentResponse response) {
        return detail(document(response));
    }

    private static @Nullable Long head(JsonNode document) {
        var head = document.path("head");
        return head.isIntegralNumber() && head.canConvertToLong() ? head.asLong() : null;
    }

    /** Of what is no origin, and of what comes after it, nothing is known. */
    private static List<Lineage.Origin> origins(JsonNode document) {
        var origins = new ArrayList<Lineage.Origin>();
        for (var origin : document.path("origins")) {
            var id = id(origin, "id");
            if (id == null || !origin.path("start").canConvertToLong() || origins.size() == MOST_ORIGINS) {
                break;
            }
            origins.add(new Lineage.Origin(id, origin.path("start").asLong()));
        }
        return origins;
    }

    private static @Nullable UUID id(JsonNode document, String name) {
        try {
            var text = document.path(name).textValue();
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static JsonNode document(ContentResponse response) {
        try {
            return Json.MAPPER.readTree(response.getContent());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
