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

/**
 * Files that only the user of this process can read, whatever its umask is. Without effect on systems without POSIX
 * permissions.
 */
public final class PrivateFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateFiles.class);
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final boolean IS_POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    /**
     * Creates an empty file.
     *
     * @throws FileAlreadyExistsException if it exists
     */
    public static void create(Path file) throws IOException {
        Files.createFile(
                file,
                IS_POSIX
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FILE)}
                        : new FileAttribute<?>[0]);
    }

    /**
     * Removes the permissions of other users from a file that another program created.
     *
     * @throws StoreException if that fails, such as on a disk without permissions, or if another user owns the file
     */
    public static void protect(Path file) throws IOException {
        if (restrict(file)) {
            LOG.info("{} was readable by other users, and is now readable by its owner only", file);
        }
    }

    /**
     * Does the same without a log line, for a file that the board itself created; returns whether others could read it.
     */
    public static boolean restrict(Path file) throws IOException {
        if (!IS_POSIX || Collections.disjoint(Files.getPosixFilePermissions(file), OTHERS)) {
            return false;
        }
        try {
            Files.setPosixFilePermissions(file, FILE);
        } catch (IOException e) {
            throw new StoreException(
                    file
                            + ": other users can read it, and its permissions cannot be changed; make this user its owner, or mount its disk with"
                            + " umask=077",
                    e);
        }
        return true;
    }
}
