package banyan.core.database.file;

import banyan.core.database.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shrinks an H2 file that is much larger than its live data, as every file becomes by writes. */
final class Compaction {
    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

    /** The size below which a file is not compacted. */
    private static final long MIN_SIZE = 16L << 20;

    /** The whole, for the product of two percentages: live data in used chunks, and used chunks in the file. */
    private static final int WHOLE = 10_000;

    private static final int QUARTER = WHOLE / 4;

    /** The maximum live data of a compaction at the end: a second or two. */
    private static final long MAX_AT_END = 64L << 20;

    private Compaction() {}

    /**
     * Compacts a file that is over four times its live data, such as after a kill. H2 writes the new file beside the
     * old one, which it replaces when the new one is whole. A crash on the way leaves the old file.
     */
    static void beforeOpening(Path file, DataSource source) throws IOException, SQLException {
        if (Files.exists(file) && Files.size(file) > MIN_SIZE) {
            compactIfSparse(file, source, Long.MAX_VALUE);
        }
    }

    /** Compacts the file before its close, unless that takes long: then the next start does it. */
    static void beforeClosing(Path file, DataSource source) throws IOException, SQLException {
        if (Files.size(file) > MIN_SIZE) {
            compactIfSparse(file, source, MAX_AT_END);
        }
    }

    private static void compactIfSparse(Path file, DataSource source, long most) throws IOException, SQLException {
        long before = Files.size(file);
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            var store = H2Engine.of(connection).getStore().getMvStore().getFileStore();
            int filled = store.getFillRate() * store.getChunksFillRate();
            if (filled < QUARTER && before / WHOLE * filled < most) {
                LOG.info("Compacting {}", file);
                statement.execute("SHUTDOWN COMPACT");
                PrivateFiles.protect(file);
                LOG.info("Compacted {} from {} to {} MiB", file, before >> 20, Files.size(file) >> 20);
            }
        }
    }
}
