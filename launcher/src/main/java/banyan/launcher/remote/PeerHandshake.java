package banyan.launcher.remote;

import banyan.core.contract.Contract;
import banyan.launcher.remote.HandshakeResult.Fails;
import banyan.launcher.remote.HandshakeResult.Reason;
import banyan.launcher.remote.HandshakeResult.Serves;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;

/** Finds out whether a process can serve a module, before it gets the requests of that module. */
public final class PeerHandshake {
    /** Of the handshake, while the request of an operator waits for it. */
    public static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** The header of a request for the contract of the module that the process itself hosts, wherever its requests go. */
    public static final String HOSTED_HERE = "Banyan-Hosted-Here";

    private static final int LONGEST = 64 * 1024;
    private static final String HEALTH = "/health/live";

    /** The statuses of an admin port's health: it may require a token, or the name of loopback. */
    private static final Set<Integer> ADMIN_STATUSES = Set.of(200, 401, 403);

    /** From a launcher that is too busy, or that cannot reach the module itself. */
    private static final Set<Integer> TEMPORARY = Set.of(429, 502, 503, 504);

    private final Peer peer;
    private final String module;
    private final Duration timeout;

    private PeerHandshake(Peer peer, String module, Duration timeout) {
        this.peer = peer;
        this.module = module;
        this.timeout = timeout;
    }

    /** Performs the handshake, and waits for its end. */
    public static HandshakeResult of(Peer peer, String module) {
        return begin(peer, module, TIMEOUT).join();
    }

    /**
     * Begins the handshake.
     *
     * @return completes within about this time, and never exceptionally
     */
    public static CompletableFuture<HandshakeResult> begin(Peer peer, String module, Duration timeout) {
        return new PeerHandshake(peer, module, timeout).begin();
    }

    /** A sentence that becomes the end of another one. */
    public static String withoutStop(String sentence) {
        return ContractDocument.withoutStop(sentence);
    }

    private CompletableFuture<HandshakeResult> begin() {
        return send(contractPath(), CallContext.ASKING).thenCompose(this::read).exceptionally(this::unreachable);
    }

    private CompletableFuture<HandshakeResult> read(ContentResponse response) {
        var header = response.getHeaders().get(Contract.HEADER);
        var document = ContractDocument.of(response);
        if (response.getStatus() == 508) {
            return send(contractPath(), HOSTED_HERE).thenCompose(this::readCopy);
        }
        if (header == null) {
            return document.isProblemOfBanyan()
                    ? withoutModule(response.getStatus(), document)
                    : failed(Reason.UNFIT, notBanyan(response.getStatus()));
        }
        if (!Contract.matches(header, module)) {
            return failed(
                    Reason.UNFIT,
                    "keeps the contract " + header + ", and this launcher needs " + Contract.header(module));
        }
        return response.getStatus() == 200
                ? served(document)
                : failed(Reason.UNREACHABLE, "does not report what it serves: " + document.detail());
    }

    /** A standby sends requests to the home, which may be this process: it serves the module once it takes over. */
    private CompletableFuture<HandshakeResult> readCopy(ContentResponse response) {
        var document = ContractDocument.of(response);
        boolean isStandby = response.getStatus() == 200
                && Contract.matches(response.getHeaders().get(Contract.HEADER), module)
                && !document.contract(module).isHome();
        return isStandby
                ? served(document)
                : failed(Reason.LOOP, "leads back to this process, or to no process: requests would loop");
    }

    private String contractPath() {
        return "/api/" + module + "/contract";
    }

    private CompletableFuture<HandshakeResult> served(ContractDocument document) {
        return Contract.PROCESS.equals(document.process())
                ? failed(Reason.LOOP, "leads back to this process: give 'here' instead")
                : CompletableFuture.completedFuture(new Serves(document.contract(module)));
    }

    private String notBanyan(int status) {
        return "is not Banyan: its response at /api/" + module + "/contract (status " + status + ") has no "
                + Contract.HEADER;
    }

    /** An admin port has no module either: the operator may have given its address. */
    private CompletableFuture<HandshakeResult> withoutModule(int status, ContractDocument document) {
        if (TEMPORARY.contains(status)) {
            return failed(Reason.UNREACHABLE, "does not serve " + module + " now: " + document.detail());
        }
        return send(HEALTH, CallContext.ASKING)
                .thenApply(health -> ADMIN_STATUSES.contains(health.getStatus()))
                .exceptionally(failure -> false)
                .thenCompose(isAdminPort -> failed(
                        Reason.UNFIT,
                        isAdminPort
                                ? "is an admin port, which has no modules: give the address of the board's own --port"
                                : "does not host " + module + ": " + document.detail()));
    }

    /**
     * @param header names this process
     */
    private CompletableFuture<ContentResponse> send(String target, String header) {
        var request = peer.request("GET", target)
                .headers(headers -> headers.put(header, Contract.PROCESS.toString()))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return new CompletableResponseListener(request, LONGEST).send();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e); // such as an address to which no request can be sent
        }
    }

    private CompletableFuture<HandshakeResult> failed(Reason reason, String why) {
        return CompletableFuture.completedFuture(Fails.at(peer.address(), reason, why));
    }

    private HandshakeResult unreachable(Throwable failure) {
        var cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        return Fails.at(
                peer.address(),
                Reason.UNREACHABLE,
                cause instanceof TimeoutException
                        ? "does not respond within " + timeout.toMillis() / 1000.0 + " s"
                        : "cannot be reached (" + reason(cause) + ")");
    }

    /** A message may be missing, or be only a name. */
    private static String reason(Throwable cause) {
        var message = cause.getMessage();
        return message == null || cause instanceof UnknownHostException
                ? cause.getClass().getSimpleName() + (message == null ? "" : ": " + message)
                : message;
    }
}
