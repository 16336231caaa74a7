package banyan.launcher.admin;

import banyan.core.BoardException;
import banyan.core.database.StoreException;
import banyan.core.web.Json;
import banyan.core.web.problem.Problem;
import banyan.launcher.http.Responses;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.UUID;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives all that a module keeps, and takes it, as lines of JSON: what the commands {@code export} and {@code import} ask for. */
public final class DataAdmin {
    public static final String PATH = "/data/";
    public static final String TYPE = "application/x-ndjson";

    /** Private keys are given, or those that come are to sign on. */
    public static final String WITH_KEYS = "keys=true";

    private static final Logger LOG = LoggerFactory.getLogger(DataAdmin.class);

    private final OpenData open;

    DataAdmin(OpenData open) {
        this.open = open;
    }

    void answer(Request request, Response response) throws IOException {
        var module = request.getRequestURI().substring(PATH.length());
        var method = request.getMethod();
        try {
            if (method.equals(Method.GET)) {
                give(module, request.getQueryString(), response);
            } else if (method.equals(Method.PUT)) {
                take(module, request, response);
            } else {
                describe(module, method, response);
            }
        } catch (BoardException e) {
            if (e.kind() == BoardException.Kind.TOO_MANY || e.kind() == BoardException.Kind.UNAVAILABLE) {
                response.setHeader("Retry-After", String.valueOf(e.retryAfter().toSeconds()));
            }
            refuse(response, Problem.of(e), e);
        } catch (StoreException e) {
            refuse(response, Problem.of(409, "conflict", e.line()), e);
        }
    }

    private void give(String module, @Nullable String query, Response response) throws IOException {
        boolean isWithKeys = isWithKeys(query);
        response.setContentType(TYPE);
        open.exportTo(response.getOutputStream(), module, isWithKeys);
    }

    private static boolean isWithKeys(@Nullable String query) {
        if (query != null && !query.equals(WITH_KEYS)) {
            throw new BoardException(BoardException.Kind.INVALID, "This takes " + WITH_KEYS + ", and nothing else.");
        }
        return query != null;
    }

    private void take(String module, Request request, Response response) throws IOException {
        if (!AdminEndpoint.isOf(TYPE, request)) {
            Responses.problem(response, 415, "unsupported-media-type", "This path takes " + TYPE + ".");
            return;
        }
        UUID store;
        try {
            store = read(module, request.getInputStream(), isWithKeys(request.getQueryString()));
        } catch (IOException e) {
            LOG.info("An import into {} broke off, and nothing was written: {}", module, e.toString());
            if (request.getContext().getConnection().isOpen()) {
                Responses.problem(response, 408, "request-timeout", "The end did not arrive; nothing was written.");
            }
            return;
        }
        Responses.json(response, Json.MAPPER.writeValueAsBytes(Map.of("storeId", store)));
    }

    /** Whoever sends hears the answer only after that: what is left is taken, and dropped. */
    private UUID read(String module, InputStream body, boolean isKeepingKeys) throws IOException {
        try {
            return open.importFrom(body, module, isKeepingKeys);
        } catch (BoardException | StoreException e) {
            body.transferTo(OutputStream.nullOutputStream());
            throw e;
        }
    }

    private void describe(String module, Method method, Response response) throws IOException {
        response.setHeader("Allow", "GET, HEAD, PUT, OPTIONS");
        if (!method.equals(Method.HEAD) && !method.equals(Method.OPTIONS)) {
            Responses.problem(response, 405, "method-not-allowed", "This path takes GET, HEAD, PUT, OPTIONS.");
            return;
        }
        open.of(module);
        response.setContentType(TYPE);
        response.setContentLength(0);
    }

    /** Half an export must not have an end: whatever went wrong then goes on, and the connection ends. */
    private static void refuse(Response response, Problem problem, RuntimeException failure) throws IOException {
        if (response.isCommitted()) {
            throw failure;
        }
        response.resetBuffer();
        Responses.problem(response, problem);
    }

    /** The path of the data of a module. */
    public static String path(String module) {
        return PATH + module;
    }
}
