package banyan.launcher.config;

import banyan.launcher.process.ExitException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The permissions of other users on a data folder that existed before: password hashes and private keys are in it. Other users
 * get no permissions, or the folder is rejected.
 */
final class FolderAccess {
    private static final Logger LOG = LoggerFactory.getLogger(FolderAccess.class);

    /** The files that the board keeps there. */
    private static final Pattern OWN = Pattern.compile(
            "^(?:[\\w-]+(\\.next)?\\.mv\\.db(\\..*)?|[\\w-]+\\.\\d+\\.temp\\.db|slots-\\d+\\.json(\\.next)?|admin-token|writable\\d+\\.tmp)");

    private static final String ROOT_OF_A_DISK = "lost+found";

    private static final Set<PosixFilePermission> WRITING =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private final Path folder;

    private FolderAccess(Path folder) {
        this.folder = folder;
    }

    static FolderAccess of(Path folder) {
        return new FolderAccess(folder);
    }

    /**
     * Takes the permissions of others away, and logs that.
     *
     * @param given the folder, as the operator named it
     * @throws ExitException if others can change what is in it, and that cannot be taken away
     */
    void close(String given) throws IOException {
        if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) == null) {
            return; // there are no such permissions here
        }
        var before = Files.getPosixFilePermissions(folder);
        boolean isOpen = !FOLDER.containsAll(before);
        boolean isClosed = isOpen && isClosed();
        if (isOpen && !isClosed && !Collections.disjoint(before, WRITING)) {
            throw ExitException.failure(given + ": other users can change what is in it ("
                    + PosixFilePermissions.toString(before) + "), and it is not the board's alone; give a folder of"
                    + " its own, such as " + folder.resolve("board"));
        }
        report(isClosed, closeFiles());
    }

    /** Returns how many files were open. */
    private int closeFiles() throws IOException {
        int files = 0;
        for (var file : entries()) {
            if (isOwn(file) && !FILE.containsAll(Files.getPosixFilePermissions(file))) {
                Files.setPosixFilePermissions(file, FILE);
                files++;
            }
        }
        return files;
    }

    private void report(boolean isClosed, int files) {
        if (isClosed || files > 0) {
            LOG.warn(
                    "{} was open to other users of this machine: {}, and {} of its files are this user's alone now (0600)",
                    folder,
                    isClosed
                            ? "it is this user's alone now (0700)"
                            : "others can list it, as it holds other things too",
                    files);
        }
    }

    /** A folder that holds other things too, such as one for temporary files, keeps its permissions. */
    private boolean isClosed() throws IOException {
        if (!entries().stream().allMatch(file -> isOwn(file) || file.endsWith(ROOT_OF_A_DISK))) {
            return false;
        }
        try {
            Files.setPosixFilePermissions(folder, FOLDER);
            return true;
        } catch (IOException e) {
            return false; // it belongs to another user
        }
    }

    private static boolean isOwn(Path file) {
        return OWN.matcher(file.getFileName().toString()).matches()
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private List<Path> entries() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
