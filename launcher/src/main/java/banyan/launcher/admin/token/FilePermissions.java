package banyan.launcher.admin.token;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/** The owner of a file, and the permissions of others. Without POSIX permissions, the folder of a user counts as private. */
public final class FilePermissions {
    private static final Set<PosixFilePermission> WRITTEN_BY_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final Set<PosixFilePermission> READ_OR_WRITTEN_BY_OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_WRITE);

    private FilePermissions() {}

    /**
     * Requires that a file or a folder belongs to this user, and that no other user can write it.
     *
     * @throws IOException if that is not so, or is not known
     */
    static void requireMine(Path file) throws IOException {
        requireOwn(file);
        if (!Collections.disjoint(permissions(file), WRITTEN_BY_OTHERS)) {
            throw new IOException(file + " can be written by other users");
        }
    }

    /** Requires that the file belongs to this user: with sudo, the superuser could write into the home folder of another one. */
    static void requireOwn(Path file) throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        var me = me();
        if (view != null && me.isPresent()) {
            var owner = view.readAttributes().owner();
            if (!me.get().equals(owner)) {
                throw new IOException(file + " belongs to the user " + owner.getName());
            }
        }
    }

    static boolean isOpenToOthers(Path file) throws IOException {
        return !Collections.disjoint(permissions(file), READ_OR_WRITTEN_BY_OTHERS);
    }

    private static Set<PosixFilePermission> permissions(Path file) throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view == null ? Set.of() : view.readAttributes().permissions();
    }

    static void closeToOthers(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** The folder or, if it does not exist, the nearest existing one above it. */
    static Path nearest(Path folder) {
        var existing = folder;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }

    /** The permissions of a new file or folder. */
    public static FileAttribute<?>[] privately(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** In a container, a user may have a number and no name. */
    private static Optional<UserPrincipal> me() {
        try {
            return Optional.of(FileSystems.getDefault()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByName(System.getProperty("user.name")));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
