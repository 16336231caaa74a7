package banyan.launcher;

import banyan.core.BoardException;
import banyan.core.Data;
import banyan.launcher.front.Phase;
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

    private final Board board;
    private final Semaphore turn = new Semaphore(1);

    OpenData(Board board) {
        this.board = board;
    }

    /**
     * @throws BoardException NOT_FOUND if the module is not open here, or keeps nothing; UNAVAILABLE while the board starts
     */
    Data of(String module) {
        var open = board.modules().get(module);
        if (open == null && board.phase() == Phase.STARTING) {
            throw new BoardException(
                    BoardException.Kind.UNAVAILABLE, "This board is starting: try again when it is ready.");
        }
        if (open == null) {
            throw new BoardException(BoardException.Kind.NOT_FOUND, "The module " + module + " is not hosted here.");
        }
        return open.data()
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
