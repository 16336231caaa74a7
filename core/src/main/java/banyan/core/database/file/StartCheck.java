package banyan.core.database.file;

import banyan.core.database.JdbiFactory;
import banyan.core.database.SchemaRelease;
import banyan.core.database.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks a database file before it is opened. */
final class StartCheck {
    private StartCheck() {}

    /**
     * Removes leftovers of an interrupted change, and checks the file.
     *
     * @return whether there is a file to open; otherwise a new one has to be created
     * @throws StoreException if the file is in use, damaged, of a newer version, or cannot be written
     */
    static boolean isUsable(Path file) {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new StoreException(file + " cannot be written: there is no such folder", e);
        }
        try {
            ReplacementFile.clean(file);
            return !isUnwritten(file) && isSound(file);
        } catch (StoreException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw FileError.of(file, e, FileError.damaged(file, e));
        }
    }

    /** Returns whether an earlier release left the file when it ended during its first start. */
    private static boolean isUnwritten(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.isReadable(file) && FileCheck.isUnwritten(file);
    }

    private static boolean isSound(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        requireSound(file);
        return true;
    }

    /** Reads the file without writing to it: H2 changes a file that is opened for writing, even one that is then rejected. */
    private static void requireSound(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
            throw new StoreException(file + " is not a file that this user can write");
        }
        if (FileCheck.isCutShort(file)) {
            throw FileError.damaged(file, null);
        }
        int tables;
        try (var handle = JdbiFactory.over(H2Engine.connect(file, ";ACCESS_MODE_DATA=r;LAZY_QUERY_EXECUTION=1"))
                .open()) {
            SchemaRelease.requireSupported(handle, file.toString());
            RowCheck.readThrough(file, handle);
            tables = RowCheck.tables(handle);
        }
        if (FileCheck.wouldLose(file, tables)) {
            throw FileError.damaged(file, null);
        }
    }
}
