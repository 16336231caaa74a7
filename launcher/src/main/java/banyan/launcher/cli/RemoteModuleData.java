package banyan.launcher.cli;

import banyan.launcher.admin.api.AdminMediaTypes;
import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.process.ExitException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.time.Duration;

/** The data of a module that a board has open: only through the board can they be read and written. */
record RemoteModuleData(AdminClient board, String module) implements ModuleData {
    /** Before an answer begins, the board may have to take back all that was written. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int AT_ONCE = 1 << 16;

    @Override
    public void exportTo(OutputStream to, boolean isWithKeys) {
        try {
            refuseElsewhere();
            var request = ask("GET", path(isWithKeys));
            board.refuseFailure(request);
            try (var from = request.getInputStream()) {
                from.transferTo(to);
            }
        } catch (IOException e) {
            throw brokenOff("export", e);
        }
    }

    /** If the input fails, the request stays without its end, which would be taken for that of the input. */
    @Override
    public void importFrom(InputStream from, boolean isKeepingKeys) {
        try {
            refuseElsewhere();
            var request = ask("PUT", path(isKeepingKeys));
            request.setRequestProperty("Content-Type", AdminMediaTypes.NDJSON);
            request.setChunkedStreamingMode(AT_ONCE);
            request.setDoOutput(true);
            var to = request.getOutputStream();
            from.transferTo(to);
            to.close();
            board.refuseFailure(request);
        } catch (IOException e) {
            throw brokenOff("import", e);
        }
    }

    /** Asked for before, as the answer to what is sent can be read only after all of that was. */
    private void refuseElsewhere() throws IOException {
        var request = ask("OPTIONS", path(false));
        if (request.getResponseCode() == HttpURLConnection.HTTP_NOT_FOUND) {
            throw ExitException.failure("the board at " + board.address() + " does not host " + module
                    + "; give the --admin-port of the one that does, or 0 if none runs");
        }
        board.refuseFailure(request);
    }

    private String path(boolean isWithKeys) {
        return isWithKeys ? AdminPaths.dataWithKeys(module) : AdminPaths.data(module);
    }

    private HttpURLConnection ask(String method, String path) throws IOException {
        var request = board.ask(method, path);
        request.setReadTimeout((int) PATIENCE.toMillis());
        return request;
    }

    private ExitException brokenOff(String what, IOException failure) {
        return ExitException.failure(
                "the " + what + " through the board at " + board.address() + " broke off (" + failure + ")", failure);
    }
}
