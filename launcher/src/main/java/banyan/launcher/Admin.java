package banyan.launcher;

import banyan.core.BoardException;
import banyan.core.web.Json;
import banyan.core.web.Problem;
import banyan.launcher.front.Phase;
import banyan.launcher.http.Answer;
import banyan.launcher.http.Endpoint;
import banyan.launcher.http.Work;
import banyan.launcher.metrics.Meters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** What operators ask this process. All of it comes from memory, but for the modules' commands and data. */
final class Admin implements Endpoint {
    private static final String COMMANDS = "/commands/";
    private static final String METRICS = "/metrics";
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)])(:\\d{1,5})?");

    private final Options options;
    private final Catalog catalog;
    private final Board board;
    private final OpenCommands commands;
    private final SlotsAdmin slots;
    private final DataAdmin data;

    Admin(Options options, Catalog catalog, Board board) {
        this.options = options;
        this.catalog = catalog;
        this.board = board;
        commands = new OpenCommands(board);
        slots = new SlotsAdmin(board);
        data = new DataAdmin(new OpenData(board));
    }

    @Override
    public Work work(Request request) {
        return new Work(isCommand(request) || isSlots(request) || isData(request), this::answer);
    }

    @Override
    public boolean readsBody(HttpRequestPacket head) {
        return head.getMethod().equals(Method.PUT) && head.getRequestURI().startsWith(DataAdmin.PATH);
    }

    private void answer(Request request, Response response) throws IOException {
        if (!isTrusted(request)) {
            Answer.problem(
                    response, 403, "forbidden", "The admin port answers this machine's operator, not a web page.");
        } else if (!hasToken(request)) {
            response.setHeader("WWW-Authenticate", "Bearer");
            Answer.problem(response, 401, "unauthenticated", "Send BANYAN_ADMIN_TOKEN as Authorization: Bearer.");
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

    private void dispatch(Request request, Response response) throws IOException {
        var path = request.getRequestURI();
        switch (path) {
            case "/modules", METRICS, "/config", "/health/live", "/health/ready", "/health/started" -> {
                if (request.getMethod().equals(Method.GET)
                        || request.getMethod().equals(Method.HEAD)) {
                    show(path, response);
                } else {
                    Answer.readOnly(response, request.getMethod().equals(Method.OPTIONS));
                }
            }
            default ->
                Answer.problem(
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
                Answer.json(response, Json.MAPPER.writeValueAsBytes(Map.of("lines", lines)));
            } catch (BoardException e) {
                Answer.problem(response, Problem.of(e));
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
            Answer.problem(response, 405, "method-not-allowed", "This path takes " + all + ".");
            return false;
        }
        if (!method.equals("GET") && !isOf("application/json", request)) {
            Answer.problem(response, 415, "unsupported-media-type", "This path takes application/json.");
            return false;
        }
        return true;
    }

    private static boolean isCommand(Request request) {
        return request.getRequestURI().startsWith(COMMANDS);
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
            case "/modules" -> Answer.json(response, Json.MAPPER.writeValueAsBytes(modules()));
            case METRICS ->
                Answer.text(response, Meters.MEDIA_TYPE, board.meters().text());
            case "/config" -> Answer.json(response, Json.MAPPER.writeValueAsBytes(options.settings()));
            case "/health/live" -> health(response, true, "alive");
            case "/health/ready" -> health(response, board.phase() == Phase.READY, "ready");
            default -> health(response, board.phase() != Phase.STARTING, "started");
        }
    }

    private void health(Response response, boolean good, String what) throws IOException {
        if (good) {
            Answer.json(response, Json.MAPPER.writeValueAsBytes(Map.of("status", what)));
        } else {
            Answer.problem(response, 503, "unavailable", "This process is not " + what + ".");
        }
    }

    private Iterable<ModuleView> modules() {
        var hosted = board.modules();
        return board.slots().all().entrySet().stream()
                .map(slot -> ModuleView.of(
                        slot.getKey(), catalog.moduleName(slot.getKey()), slot.getValue(), hosted.get(slot.getKey())))
                .toList();
    }

    /** A page that a browser was lured to may ask loopback too; its Host or its Origin gives it away. */
    private boolean isTrusted(Request request) {
        if (request.getHeader("Origin") != null) {
            return false;
        }
        return !options.adminBind().isLoopbackAddress()
                || LOOPBACK.matcher(Objects.requireNonNullElse(request.getHeader("Host"), "localhost"))
                        .matches();
    }

    /** Compares in a time that does not depend on where the first difference is. */
    private boolean hasToken(Request request) {
        return options.adminToken()
                .map(token -> MessageDigest.isEqual(
                        bytes("Bearer " + token), bytes(String.valueOf(request.getHeader("Authorization")))))
                .orElse(true);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
