package banyan.core.database.file;

import banyan.core.database.PrivateFiles;
import banyan.core.database.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that is made beside another file, and then replaces it. H2 commits each change of a table alone; this makes
 * many changes atomic. Only one process at a time can make one, and no process can open the replaced file meanwhile.
 */
final class ReplacementFile implements AutoCloseable {
    private final Path file;
    private final Path next;
    private final ReplacementLock lock;
    private @Nullable FileChannel fileLock;

    private ReplacementFile(Path file, ReplacementLock lock) {
        this.file = file;
        this.next = next(file);
        this.lock = lock;
    }

    /**
     * Starts a replacement, and removes leftovers of an interrupted one.
     *
     * @param file may exist or not
     * @throws StoreException if another process makes a replacement, or has the file open
     */
    static ReplacementFile beside(Path file) throws IOException {
        var replacement = new ReplacementFile(file, ReplacementLock.of(file));
        try {
            replacement.removeLeftovers();
            if (Files.exists(file)) {
                replacement.fileLock = ReplacementLock.lock(file, file);
            }
            return replacement;
        } catch (IOException | RuntimeException e) {
            replacement.close();
            throw e;
        }
    }

    /**
     * Removes leftovers of an interrupted replacement.
     *
     * @throws StoreException if another process makes a replacement
     */
    static void clean(Path file) throws IOException {
        if (ReplacementLock.exists(file) || Files.exists(next(file))) {
            try (var replacement = new ReplacementFile(file, ReplacementLock.of(file))) {
                replacement.removeLeftovers();
            }
        }
    }

    /** Makes the new file a copy of the file. */
    void copy() throws IOException {
        PrivateFiles.create(next);
        try (var to = FileChannel.open(next, StandardOpenOption.WRITE)) {
            var from = Objects.requireNonNull(fileLock, "no file to copy");
            for (long at = 0; at < from.size(); ) {
                at += from.transferTo(at, from.size() - at, to);
            }
        }
    }

    /** Makes the new file empty, which H2 opens as a new database. */
    void createEmpty() throws IOException {
        PrivateFiles.create(next);
    }

    Path path() {
        return next;
    }

    /** Replaces the file durably. The new file has to be closed. */
    void publish() throws IOException {
        if (fileLock == null && Files.exists(file)) {
            throw FileError.inUse(file, null); // created meanwhile by a program without this lock
        }
        force(next, StandardOpenOption.WRITE);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(file.toAbsolutePath().resolveSibling(""), StandardOpenOption.READ);
    }

    /** Removes the new file if it was not published. */
    @Override
    public void close() throws IOException {
        try (lock) {
            if (fileLock != null) {
                fileLock.close();
            }
            removeLeftovers();
            lock.removeFile();
        }
    }

    private void removeLeftovers() throws IOException {
        var prefix = stem(file) + ".next."; // H2 creates further files beside it
        try (var files = Files.newDirectoryStream(
                file.toAbsolutePath().getParent(),
                left -> left.getFileName().toString().startsWith(prefix))) {
            for (var left : files) {
                Files.deleteIfExists(left);
            }
        }
    }

    private static Path next(Path file) {
        return file.resolveSibling(stem(file) + ".next" + FileLocation.SUFFIX);
    }

    /**
     * Returns the name without the suffix.
     *
     * @throws IllegalArgumentException without the suffix: the next file would be the file itself
     */
    private static String stem(Path file) {
        var name = file.getFileName().toString();
        if (!name.endsWith(FileLocation.SUFFIX)) {
            throw new IllegalArgumentException(file + " does not end in " + FileLocation.SUFFIX);
        }
        return name.substring(0, name.length() - FileLocation.SUFFIX.length());
    }

    private static void force(Path file, StandardOpenOption how) throws IOException {
        try (var channel = FileChannel.open(file, how)) {
            channel.force(true);
        }
    }
}
