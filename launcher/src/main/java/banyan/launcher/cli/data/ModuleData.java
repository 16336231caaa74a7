package banyan.launcher.cli.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The data of a module: in its database, or at the board that has it open. */
public interface ModuleData {
    /**
     * Writes all of them, or what has changed.
     *
     * @param since the revision after which changes are written; 0 for all data
     * @param isWithKeys whether private keys are included
     * @throws IOException if the stream cannot be written
     */
    void exportTo(OutputStream to, long since, boolean isWithKeys) throws IOException;

    /**
     * Reads exported data, or those and their increments, all or nothing.
     *
     * @param isKeepingKeys whether the module signs with the private keys among them; it keeps its own otherwise
     * @throws IOException if the stream cannot be read
     */
    void importFrom(InputStream from, boolean isKeepingKeys) throws IOException;
}
