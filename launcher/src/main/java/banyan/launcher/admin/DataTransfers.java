package banyan.launcher.admin;

import banyan.core.BoardException;
import banyan.core.DataStore;
import banyan.core.database.StoreException;
import banyan.launcher.hosting.OpenModules;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exports and imports of the modules that are open here. One at a time: each occupies a worker while it lasts. */
final class DataTransfers {
    private static final Logger LOG = LoggerFactory.getLogger("banyan");

    private final OpenModules modules;
    private final Semaphore turn = new Semaphore(1);

    DataTransfers(OpenModules modules) {
        this.modules = modules;
    }

    /**
     * @throws BoardException NOT_FOUND if the module is not open here; CONFLICT if it keeps no data; UNAVAILABLE while the
     *     board starts
     */
    void requireData(String module) {
        data(module);
    }

    /**
     * Writes all the data of the module, or what has changed.
     *
     * @param since the revision after which changes are written; 0 for all data
     * @throws BoardException as {@link #requireData} does; TOO_MANY during another export or import; CONFLICT if the data
     *     cannot be exported
     */
    void exportTo(OutputStream to, String module, long since, boolean isWithKeys) throws IOException {
        var data = data(module);
        takeTurn();
        try {
            data.exportTo(to, since, isWithKeys);
            LOG.info(
                    "{} exported{}{}",
                    module,
                    since == 0 ? "" : " from revision " + since,
                    isWithKeys ? ", with its private keys" : "");
        } catch (StoreException e) {
            throw new BoardException(BoardException.Kind.CONFLICT, e.line());
        } finally {
            turn.release();
        }
    }

    /**
     * Reads an export, all of it or nothing. The client reads the response only after it has sent everything, so the rest of
     * a rejected import is read and dropped.
     *
     * @param isKeepingKeys whether the module signs with the private keys of the export from now on
     * @return the new id of the module's data
     * @throws BoardException as {@link #requireData} does; TOO_MANY during another export or import; CONFLICT if the data
     *     cannot be imported
     * @throws ClientErrorException 408 if the body breaks off
     */
    UUID importFrom(InputStream from, String module, boolean isKeepingKeys) {
        try {
            return importOrDrain(from, module, isKeepingKeys);
        } catch (IOException e) {
            LOG.info("The import into {} was interrupted, and nothing was written: {}", module, e.toString());
            throw new ClientErrorException(Response.Status.REQUEST_TIMEOUT, e);
        }
    }

    private UUID importOrDrain(InputStream from, String module, boolean isKeepingKeys) throws IOException {
        try {
            return imported(from, module, isKeepingKeys);
        } catch (BoardException e) {
            from.transferTo(OutputStream.nullOutputStream());
            throw e;
        }
    }

    private UUID imported(InputStream from, String module, boolean isKeepingKeys) throws IOException {
        var data = data(module);
        takeTurn();
        try {
            data.importFrom(from, isKeepingKeys);
            LOG.info("{} imported: its data is {}", module, data.storeId());
            return data.storeId();
        } catch (StoreException e) {
            throw new BoardException(BoardException.Kind.CONFLICT, e.line());
        } finally {
            turn.release();
        }
    }

    private DataStore data(String module) {
        return modules.require(module)
                .data()
                .orElseThrow(() ->
                        new BoardException(BoardException.Kind.CONFLICT, "The module " + module + " keeps no data."));
    }

    private void takeTurn() {
        if (!turn.tryAcquire()) {
            throw BoardException.tooMany(
                    "Another export or import is running here: try again when it has ended.", Duration.ofSeconds(10));
        }
    }
}
