package banyan.core.database.file;

import banyan.core.database.PrivateFiles;
import banyan.core.database.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that is made beside another one to take its place: H2 commits each change of a table by itself, and this makes many
 * of them one. Only one process can be at it, and nobody can open the file itself meanwhile.
 */
final class ReplacementFile implements AutoCloseable {
    private final Path file;
    private final Path next;
    private final FileChannel turn;
    private @Nullable FileChannel hold;

    private ReplacementFile(Path file, FileChannel turn) {
        this.file = file;
        this.next = next(file);
        this.turn = turn;
    }

    /**
     * Begins one, and removes what an interrupted one has left.
     *
     * @param file may be there or not
     * @throws StoreException if another process is at it, or has the file open
     */
    static ReplacementFile beside(Path file) throws IOException {
        var begun = new ReplacementFile(file, turn(file));
        try {
            begun.removeLeftovers();
            if (Files.exists(file)) {
                begun.hold = locked(file, file);
            }
            return begun;
        } catch (IOException | RuntimeException e) {
            begun.close();
            throw e;
        }
    }

    /**
     * Removes what an interrupted one has left, if it has.
     *
     * @throws StoreException if another process is at it
     */
    static void clean(Path file) throws IOException {
        if (Files.exists(turnOf(file)) || Files.exists(next(file))) {
            try (var begun = new ReplacementFile(file, turn(file))) {
                begun.removeLeftovers();
            }
        }
    }

    /** Makes it a copy of the file. */
    void copy() throws IOException {
        PrivateFiles.create(next);
        try (var to = FileChannel.open(next, StandardOpenOption.WRITE)) {
            var from = Objects.requireNonNull(hold, "there is a file to copy");
            for (long at = 0; at < from.size(); ) {
                at += from.transferTo(at, from.size() - at, to);
            }
        }
    }

    /** Makes it empty: H2 takes it for a new one. */
    void begin() throws IOException {
        PrivateFiles.create(next);
    }

    Path path() {
        return next;
    }

    /** Puts it into the place of the file, for good. It has to be closed. */
    void publish() throws IOException {
        if (hold == null && Files.exists(file)) {
            throw FileError.inUse(file, null); // made meanwhile by a program that knows nothing of this
        }
        force(next, StandardOpenOption.WRITE);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(file.toAbsolutePath().resolveSibling(""), StandardOpenOption.READ);
    }

    /** What was not published is gone. */
    @Override
    public void close() throws IOException {
        try (turn) {
            if (hold != null) {
                hold.close();
            }
            removeLeftovers();
            Files.deleteIfExists(turnOf(file));
        }
    }

    private void removeLeftovers() throws IOException {
        var begin = stem(file) + ".next."; // H2 has files beside it
        try (var files = Files.newDirectoryStream(
                file.toAbsolutePath().getParent(),
                left -> left.getFileName().toString().startsWith(begin))) {
            for (var left : files) {
                Files.deleteIfExists(left);
            }
        }
    }

    private static Path next(Path file) {
        return file.resolveSibling(stem(file) + ".next" + FileLocation.SUFFIX);
    }

    /**
     * @throws IllegalArgumentException if there is none: the next file would be the file itself
     */
    private static String stem(Path file) {
        var name = file.getFileName().toString();
        if (!name.endsWith(FileLocation.SUFFIX)) {
            throw new IllegalArgumentException(file + " does not end in " + FileLocation.SUFFIX);
        }
        return name.substring(0, name.length() - FileLocation.SUFFIX.length());
    }

    private static Path turnOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".lock");
    }

    /** A lock on a file that was removed meanwhile is none, and is tried for again. */
    private static FileChannel turn(Path file) throws IOException {
        var lock = turnOf(file);
        while (true) {
            try {
                PrivateFiles.create(lock);
            } catch (FileAlreadyExistsException e) {
                // another process is at it, or was ended
            }
            try {
                var before = key(lock);
                var channel = locked(lock, file);
                if (Objects.equals(before, key(lock))) {
                    return channel;
                }
                channel.close();
            } catch (NoSuchFileException e) {
                // another process has just ended its turn
            }
        }
    }

    private static FileChannel locked(Path lock, Path file) throws IOException {
        var channel = FileChannel.open(lock, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // somebody else in this process has it
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw FileError.inUse(file, null);
    }

    /** Which file it is, whatever its name; null on systems that do not say. */
    private static @Nullable Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private static void force(Path file, StandardOpenOption how) throws IOException {
        try (var channel = FileChannel.open(file, how)) {
            channel.force(true);
        }
    }
}
