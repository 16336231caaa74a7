package banyan.launcher.cli.data;

import banyan.launcher.admin.api.AdminMediaTypes;
import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.cli.client.AdminClient;
import banyan.launcher.process.ExitException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.time.Duration;

/** The data of a module that a board has open, through its admin port. */
record RemoteModuleData(AdminClient board, String module) implements ModuleData {
    /** The board may have to roll back all that was written before it responds. */
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private static final int CHUNK = 1 << 16;

    @Override
    public void exportTo(OutputStream to, long since, boolean isWithKeys) {
        try {
            requireHosted();
            var request = request("GET", AdminPaths.data(module, since, isWithKeys));
            board.requireSuccess(request);
            try (var from = request.getInputStream()) {
                from.transferTo(to);
            }
        } catch (IOException e) {
            throw brokenOff("export", e);
        }
    }

    /** If the input fails, the request is not ended: the board would take its end for the end of the data. */
    @Override
    public void importFrom(InputStream from, boolean isKeepingKeys) {
        try {
            requireHosted();
            var request = request("PUT", AdminPaths.data(module, 0, isKeepingKeys));
            request.setRequestProperty("Content-Type", AdminMediaTypes.NDJSON);
            request.setChunkedStreamingMode(CHUNK);
            request.setDoOutput(true);
            var to = request.getOutputStream();
            from.transferTo(to);
            to.close();
            board.requireSuccess(request);
        } catch (IOException e) {
            throw brokenOff("import", e);
        }
    }

    /** A request of its own, because the response to the data can be read only after all of them were sent. */
    private void requireHosted() throws IOException {
        var request = request("OPTIONS", AdminPaths.data(module));
        if (request.getResponseCode() == HttpURLConnection.HTTP_NOT_FOUND) {
            throw ExitException.failure("the board at " + board + " does not host " + module
                    + "; give the --admin-port of the board that does, or 0 if none runs");
        }
        board.requireSuccess(request);
    }

    private HttpURLConnection request(String method, String path) throws IOException {
        var request = board.request(method, path);
        request.setReadTimeout((int) TIMEOUT.toMillis());
        return request;
    }

    private ExitException brokenOff(String what, IOException failure) {
        return ExitException.failure(
                "the " + what + " through the board at " + board + " was interrupted (" + failure + ")", failure);
    }
}
