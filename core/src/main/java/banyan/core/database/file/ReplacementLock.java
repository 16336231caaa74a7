package banyan.core.database.file;

import banyan.core.database.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The file beside a database file whose lock lets one process at a time replace that file. */
final class ReplacementLock implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private ReplacementLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static boolean exists(Path file) {
        return Files.exists(path(file));
    }

    /**
     * Locks the lock file. A lock on a file that was removed meanwhile is void, so this tries again.
     *
     * @throws banyan.core.database.StoreException if another process has the lock
     */
    static ReplacementLock of(Path file) throws IOException {
        var path = path(file);
        while (true) {
            var channel = tryLock(path, file);
            if (channel.isPresent()) {
                return new ReplacementLock(path, channel.get());
            }
        }
    }

    private static Optional<FileChannel> tryLock(Path path, Path file) throws IOException {
        create(path);
        try {
            var before = key(path);
            var channel = lock(path, file);
            if (Objects.equals(before, key(path))) {
                return Optional.of(channel);
            }
            channel.close();
        } catch (NoSuchFileException e) {
            // another process has just removed it
        }
        return Optional.empty();
    }

    private static void create(Path path) throws IOException {
        try {
            PrivateFiles.create(path);
        } catch (FileAlreadyExistsException e) {
            // another process has it, or left it
        }
    }

    /**
     * Locks an existing file.
     *
     * @param file the database file, for the message
     * @throws banyan.core.database.StoreException if another process has the lock
     */
    static FileChannel lock(Path path, Path file) throws IOException {
        var channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // another thread of this process has it
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw FileError.inUse(file, null);
    }

    private static Path path(Path file) {
        return file.resolveSibling(file.getFileName() + ".lock");
    }

    /** Returns the identity of a file, independent of its name; null on systems without one. */
    private static @Nullable Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    void removeFile() throws IOException {
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
