package banyan.launcher.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A way to the data of a module: through the board that has it open or, where none runs, into its database. */
interface ModuleData {
    /**
     * Writes all of it.
     *
     * @throws IOException if the stream takes no more
     */
    void exportTo(OutputStream to, boolean isWithKeys) throws IOException;

    /**
     * Reads what was exported, all or nothing.
     *
     * @param isKeepingKeys whether private keys in it are to sign on; the module keeps its own otherwise
     * @throws IOException if the stream cannot be read
     */
    void importFrom(InputStream from, boolean isKeepingKeys) throws IOException;
}
