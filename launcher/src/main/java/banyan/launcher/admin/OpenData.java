package banyan.launcher.admin;

import banyan.core.BoardException;
import banyan.core.DataStore;
import banyan.launcher.hosting.OpenModules;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data of the modules that are open here. One export or import at a time: each keeps a worker while it lasts. */
final class OpenData {
    private static final Logger LOG = LoggerFactory.getLogger("banyan");

    private final OpenModules modules;
    private final Semaphore turn = new Semaphore(1);

    OpenData(OpenModules modules) {
        this.modules = modules;
    }

    /**
     * @throws BoardException NOT_FOUND if the module is not open here, or keeps nothing; UNAVAILABLE while the board starts
     */
    DataStore of(String module) {
        return modules.require(module)
                .data()
                .orElseThrow(() ->
                        new BoardException(BoardException.Kind.CONFLICT, "The module " + module + " keeps no data."));
    }

    /**
     * Writes all of it.
     *
     * @throws BoardException as {@link #of} does; TOO_MANY while another one goes on
     */
    void exportTo(OutputStream to, String module, boolean isWithKeys) throws IOException {
        var data = of(module);
        takeTurn();
        try {
            data.exportTo(to, isWithKeys);
            LOG.info("{} exported{}", module, isWithKeys ? ", with its private keys" : "");
        } finally {
            turn.release();
        }
    }

    /**
     * Reads what was exported, all or nothing.
     *
     * @param isKeepingKeys whether private keys in it are to sign on
     * @return the id that the module's data have now
     * @throws BoardException as {@link #of} does; TOO_MANY while another one goes on
     */
    UUID importFrom(InputStream from, String module, boolean isKeepingKeys) throws IOException {
        var data = of(module);
        takeTurn();
        try {
            data.importFrom(from, isKeepingKeys);
            LOG.info("{} imported: its data is {}", module, data.storeId());
            return data.storeId();
        } finally {
            turn.release();
        }
    }

    private void takeTurn() {
        if (!turn.tryAcquire()) {
            throw BoardException.tooMany(
                    "Another export or import goes on here: try again when it has ended.", Duration.ofSeconds(10));
        }
    }
}
