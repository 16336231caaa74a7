package banyan.core.database;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that only the user of this process can read, whatever its umask is. On systems without such permissions, none. */
public final class PrivateFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateFiles.class);
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final boolean IS_POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    /**
     * Makes an empty file.
     *
     * @throws FileAlreadyExistsException if there is one
     */
    public static void create(Path file) throws IOException {
        Files.createFile(
                file,
                IS_POSIX
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FILE)}
                        : new FileAttribute<?>[0]);
    }

    /**
     * Takes away what others may do with a file that another program made.
     *
     * @throws StoreException if that cannot be, such as on a disk without permissions, or if another user owns it
     */
    public static void protect(Path file) throws IOException {
        if (restrict(file)) {
            LOG.info("{} could be read by others, and is now its owner's alone", file);
        }
    }

    /** Does the same without a log line, for a file that the board has had made; returns whether others could read it. */
    public static boolean restrict(Path file) throws IOException {
        if (!IS_POSIX || Collections.disjoint(Files.getPosixFilePermissions(file), OTHERS)) {
            return false;
        }
        try {
            Files.setPosixFilePermissions(file, FILE);
        } catch (IOException e) {
            throw new StoreException(
                    file
                            + ": others can read it, and that cannot be changed: give it to this user, or mount its disk with"
                            + " umask=077",
                    e);
        }
        return true;
    }
}
