package banyan.launcher.admin;

import banyan.core.BoardException;
import banyan.core.web.Json;
import banyan.core.web.problem.Problem;
import banyan.launcher.admin.token.AdminToken;
import banyan.launcher.admin.token.FailedAttempts;
import banyan.launcher.admin.token.Proof;
import banyan.launcher.config.OptionView;
import banyan.launcher.config.Options;
import banyan.launcher.hosting.Catalog;
import banyan.launcher.hosting.OpenModules;
import banyan.launcher.http.Endpoint;
import banyan.launcher.http.RequestHandling;
import banyan.launcher.http.Responses;
import banyan.launcher.metrics.Meters;
import banyan.launcher.process.Phase;
import banyan.launcher.slots.Placement;
import banyan.launcher.slots.Slots;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/**
 * What operators ask this process. All of it comes from memory, but for the modules' commands and data. What only looks is
 * open to this machine; what changes something or gives data needs the token.
 */
public final class AdminEndpoint implements Endpoint {
    /** Fetch Metadata: a person has typed the address, or it is a page of this port itself. */
    private static final Set<String> OWN_SITES = Set.of("none", "same-origin");

    private static final String COMMANDS = "/commands/";
    private static final String METRICS = "/metrics";
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)])(:\\d{1,5})?");

    private final Options options;
    private final OpenModules modules;
    private final ModuleViews views;
    private final Meters meters;
    private final OpenCommands commands;
    private final SlotsAdmin slots;
    private final DataAdmin data;
    private final AdminToken token;
    private final FailedAttempts attempts = new FailedAttempts();

    public AdminEndpoint(
            Options options, Catalog catalog, OpenModules modules, Slots slots, Placement placement, Meters meters) {
        this.options = options;
        this.modules = modules;
        views = new ModuleViews(catalog, modules, slots);
        this.meters = meters;
        commands = new OpenCommands(modules);
        this.slots = new SlotsAdmin(slots, placement);
        data = new DataAdmin(new OpenData(modules));
        token = AdminToken.of(options.adminToken(), options.tokenFiles());
    }

    @Override
    public RequestHandling work(Request request) {
        return new RequestHandling(
                isCommand(request) || isSlots(request) || isData(request) || isChallenge(request), this::answer);
    }

    @Override
    public boolean readsBody(HttpRequestPacket head) {
        return head.getMethod().equals(Method.PUT) && head.getRequestURI().startsWith(DataAdmin.PATH);
    }

    private void answer(Request request, Response response) throws IOException {
        if (!isTrusted(request)) {
            Responses.problem(
                    response, 403, "forbidden", "The admin port answers this machine's operator, not a web page.");
        } else if (needsToken(request) && !hasToken(request)) {
            refuse(response, request);
        } else if (isCommand(request)) {
            command(request, response);
        } else if (isSlots(request)) {
            slots.answer(request, response);
        } else if (isData(request)) {
            data.answer(request, response);
        } else {
            dispatch(request, response);
        }
    }

    private void refuse(Response response, Request request) throws IOException {
        if (request.getHeader("Authorization") != null && isThrottled(request)) {
            response.setHeader("Retry-After", "1");
            Responses.problem(
                    response, 429, "too-many", "Too many wrong tokens came from there; try again in a second.");
            return;
        }
        prove(request, response);
        response.setHeader("WWW-Authenticate", "Bearer");
        Responses.problem(
                response,
                401,
                "unauthenticated",
                token.isGiven()
                        ? "Send BANYAN_ADMIN_TOKEN as Authorization: Bearer."
                        : "Send the token of the user that runs this board as Authorization: Bearer; it is in the file that"
                                + " /config names, and commands of that user read it by themselves.");
    }

    private void dispatch(Request request, Response response) throws IOException {
        var path = request.getRequestURI();
        prove(request, response);
        switch (path) {
            case "/modules", METRICS, "/config", "/health/live", "/health/ready", "/health/started" -> {
                if (request.getMethod().equals(Method.GET)
                        || request.getMethod().equals(Method.HEAD)) {
                    show(path, response);
                } else {
                    Responses.readOnly(response, request.getMethod().equals(Method.OPTIONS));
                }
            }
            default ->
                Responses.problem(
                        response,
                        404,
                        "not-found",
                        "There are /modules, /slots, /metrics, /config, /commands/…, /data/…, /health/live, /health/ready and /health/started.");
        }
    }

    private void command(Request request, Response response) throws IOException {
        if (takes(request, response, "POST")) {
            try {
                var name = request.getRequestURI().substring(COMMANDS.length());
                var lines = commands.run(name, request.getInputStream().readAllBytes());
                Responses.json(response, Json.MAPPER.writeValueAsBytes(Map.of("lines", lines)));
            } catch (BoardException e) {
                Responses.problem(response, Problem.of(e));
            }
        }
    }

    /**
     * Whether the request is one of these methods, and says that it sends JSON if it sends anything: a form of a web page
     * cannot. Answers it if not.
     */
    static boolean takes(Request request, Response response, String... methods) throws IOException {
        var method = request.getMethod().getMethodString();
        if (!List.of(methods).contains(method)) {
            var all = String.join(", ", methods);
            response.setHeader("Allow", all);
            Responses.problem(response, 405, "method-not-allowed", "This path takes " + all + ".");
            return false;
        }
        if (!method.equals("GET") && !isOf("application/json", request)) {
            Responses.problem(response, 415, "unsupported-media-type", "This path takes application/json.");
            return false;
        }
        return true;
    }

    private static boolean isCommand(Request request) {
        return request.getRequestURI().startsWith(COMMANDS);
    }

    /** A proof reads the file of the token, which may be on a slow disk. */
    private static boolean isChallenge(Request request) {
        return request.getHeader(Proof.CHALLENGE) != null;
    }

    private static boolean isSlots(Request request) {
        return request.getRequestURI().startsWith(SlotsAdmin.PATH);
    }

    private static boolean isData(Request request) {
        return request.getRequestURI().startsWith(DataAdmin.PATH);
    }

    /** Whether what is sent is said to be of this media type. */
    static boolean isOf(String type, Request request) {
        var given = Objects.requireNonNullElse(request.getContentType(), "");
        return given.split(";", 2)[0].strip().equalsIgnoreCase(type);
    }

    private void show(String path, Response response) throws IOException {
        switch (path) {
            case "/modules" -> Responses.json(response, Json.MAPPER.writeValueAsBytes(views.all()));
            case METRICS -> Responses.text(response, Meters.MEDIA_TYPE, meters.text());
            case "/config" -> Responses.json(response, Json.MAPPER.writeValueAsBytes(settings()));
            case "/health/live" -> health(response, true, "alive");
            case "/health/ready" -> ready(response);
            default -> health(response, modules.phase() != Phase.STARTING, "started");
        }
    }

    private void ready(Response response) throws IOException {
        var why = modules.unreadiness();
        if (why.isPresent()) {
            Responses.problem(response, 503, "unavailable", why.get());
        } else {
            health(response, true, "ready");
        }
    }

    private void health(Response response, boolean good, String what) throws IOException {
        if (good) {
            Responses.json(response, Json.MAPPER.writeValueAsBytes(Map.of("status", what)));
        } else {
            Responses.problem(response, 503, "unavailable", "This process is not " + what + ".");
        }
    }

    /** A page that a browser was lured to may ask loopback too; its Host, its Origin or its site gives it away. */
    private boolean isTrusted(Request request) {
        if (request.getHeader("Origin") != null || isOfAnotherSite(request)) {
            return false;
        }
        return !options.adminBind().isLoopbackAddress()
                || LOOPBACK.matcher(Objects.requireNonNullElse(request.getHeader("Host"), "localhost"))
                        .matches();
    }

    private static boolean isOfAnotherSite(Request request) {
        return StreamSupport.stream(request.getHeaders("Sec-Fetch-Site").spliterator(), false)
                .anyMatch(site -> !OWN_SITES.contains(site));
    }

    /** With a token of the operator's own, all of it does. */
    private boolean needsToken(Request request) {
        boolean isSafe =
                request.getMethod().equals(Method.GET) || request.getMethod().equals(Method.HEAD);
        return token.isGiven() || isCommand(request) || isData(request) || (isSlots(request) && !isSafe);
    }

    private boolean hasToken(Request request) {
        var authorization = request.getHeader("Authorization");
        if (authorization == null || isThrottled(request)) {
            return false;
        }
        boolean isRight = token.isIn(authorization);
        if (!isRight) {
            attempts.failed(client(request));
        }
        return isRight;
    }

    /** Nobody guesses a token that was made here, so there another user of this machine cannot have its owner wait either. */
    private boolean isThrottled(Request request) {
        return token.isGiven() && !attempts.mayTry(client(request));
    }

    /** A client that asks for it learns that this is a board of its own user, before it shows the token. */
    private void prove(Request request, Response response) {
        if (request.getContext().getConnection().getLocalAddress() instanceof InetSocketAddress here) {
            token.proof(request.getHeader(Proof.CHALLENGE), here.getAddress(), here.getPort())
                    .ifPresent(proof -> response.setHeader(Proof.HEADER, proof));
        }
    }

    private static InetAddress client(Request request) {
        return request.getContext().getConnection().getPeerAddress() instanceof InetSocketAddress peer
                ? peer.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    /** The options, and where the token is kept. */
    private List<OptionView> settings() {
        var settings = new ArrayList<>(options.settings());
        token.path().ifPresent(path -> settings.add(new OptionView("admin token", path.toString(), "file")));
        return settings;
    }
}
