package banyan.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;

/** All that an open module keeps, as one: to be carried elsewhere. */
public interface DataStore {
    /** Identifies it, wherever it is kept: made at random, once. What is imported brings its own. */
    UUID storeId();

    /** Why it cannot be read or written now, as far as is known without asking the database; empty if it can. */
    Optional<String> trouble();

    /** Looks whether it can be read and written now, and does what can be done if not. May take some seconds. */
    void look();

    /**
     * Lets no client wait for changes any more: those who do get what there is, which is nothing. The process is about to stop,
     * and what goes on in it goes on until then.
     */
    void sendClientsAway();

    /**
     * Which data it is, as it is now.
     *
     * @throws BoardException UNAVAILABLE if the database cannot be reached
     */
    Lineage lineage();

    /**
     * Writes all of it, as it is at one moment, and leaves the stream open.
     *
     * @param isWithKeys whether private keys are written too
     * @throws IOException if the stream takes no more
     */
    void exportTo(OutputStream to, boolean isWithKeys) throws IOException;

    /**
     * Reads what was exported, all or nothing, and leaves the stream open. Nothing else is written meanwhile.
     *
     * @param isKeepingKeys whether private keys in it are to sign on; the module keeps its own otherwise
     * @throws BoardException UNAVAILABLE if the turn to write cannot be had in time
     * @throws IOException if the stream cannot be read; nothing was written then
     */
    void importFrom(InputStream from, boolean isKeepingKeys) throws IOException;
}
