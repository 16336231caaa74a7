package banyan.core.database.file;

import banyan.core.database.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an H2 file small again that has grown out of proportion to what is in it, as each one does that is written to. */
final class Compaction {
    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

    /** A smaller file is no burden, whatever is in it. */
    private static final long WORTH_IT = 16L << 20;

    /** In hundredths of hundredths: what is live in what is used, and what is used in the file. */
    private static final int ALL = 10_000;

    private static final int A_QUARTER = ALL / 4;

    /** Live data that takes a second or two. */
    private static final long SOON_WRITTEN = 64L << 20;

    private Compaction() {}

    /**
     * Writes a file anew that is over four times its live data, as it may be if it was not closed. H2 makes the new one
     * beside it and puts it in its place when it is whole: whoever dies on the way leaves the old one.
     */
    static void beforeOpening(Path file, DataSource source) throws IOException, SQLException {
        if (Files.exists(file) && Files.size(file) > WORTH_IT) {
            compactIfSparse(file, source, Long.MAX_VALUE);
        }
    }

    /** The same at the end, unless it takes long: then the next start does it. */
    static void beforeClosing(Path file, DataSource source) throws IOException, SQLException {
        if (Files.size(file) > WORTH_IT) {
            compactIfSparse(file, source, SOON_WRITTEN);
        }
    }

    private static void compactIfSparse(Path file, DataSource source, long most) throws IOException, SQLException {
        long before = Files.size(file);
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            var store = H2Engine.of(connection).getStore().getMvStore().getFileStore();
            int filled = store.getFillRate() * store.getChunksFillRate();
            if (filled < A_QUARTER && before / ALL * filled < most) {
                LOG.info("Compacting {}", file);
                statement.execute("SHUTDOWN COMPACT");
                PrivateFiles.protect(file);
                LOG.info("Compacted {} from {} to {} MiB", file, before >> 20, Files.size(file) >> 20);
            }
        }
    }
}
