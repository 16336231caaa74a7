package banyan.launcher.config;

import banyan.launcher.admin.token.FilePermissions;
import banyan.launcher.process.ExitException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;

/** The folder that holds everything that outlives this process. */
public final class DataFolder {
    private DataFolder() {}

    /**
     * Creates the folder for this user alone, if it does not exist.
     *
     * @return its absolute path
     * @throws ExitException if it cannot be written
     */
    public static Path ready(Options options) {
        var absolute = options.data().toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute, privately("rwx------"));
            FolderAccess.of(absolute).close(options.given(Option.DATA, absolute));
            Files.delete(Files.createTempFile(
                    absolute, "writable", null)); // permissions do not tell: a superuser may lack a writable disk
            return absolute;
        } catch (IOException e) {
            throw unusable(options.given(Option.DATA, absolute), fault(absolute, e), e);
        }
    }

    /** Returns the file or link that blocks the folder, or the reason from the operating system. */
    private static String fault(Path folder, IOException failure) {
        for (var path = folder; path != null; path = path.getParent()) {
            if (Files.isSymbolicLink(path) && !Files.exists(path)) {
                return path + " is a link to something that does not exist";
            }
            if (Files.exists(path) && !Files.isDirectory(path)) {
                return path + " is a file";
            }
        }
        var reason = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        return "it cannot be written" + (reason == null ? "" : " (" + reason + ")");
    }

    /** The permissions of a new file or folder, on file systems that have permissions. */
    public static FileAttribute<?>[] privately(String permissions) {
        return FilePermissions.privately(permissions);
    }

    private static ExitException unusable(String folder, String why, IOException cause) {
        return ExitException.failure(folder + ": " + why + "; give a folder that this user can write", cause);
    }
}
