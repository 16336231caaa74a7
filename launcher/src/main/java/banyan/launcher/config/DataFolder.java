package banyan.launcher.config;

import banyan.launcher.admin.token.Ownership;
import banyan.launcher.process.ExitException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;

/** The folder under which this process keeps everything that outlives it. */
public final class DataFolder {
    private DataFolder() {}

    /**
     * Makes it, for this user alone, if it is not there.
     *
     * @return its absolute path
     * @throws ExitException if nothing can be written there
     */
    public static Path ready(Options options) {
        var absolute = options.data().toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute, privately("rwx------"));
            FolderAccess.of(absolute).close(options.given(Option.DATA, absolute));
            Files.delete(Files.createTempFile(
                    absolute, "writable", null)); // the superuser may write by right, yet not in fact
            return absolute;
        } catch (IOException e) {
            throw unusable(options.given(Option.DATA, absolute), fault(absolute, e), e);
        }
    }

    /** What stands in the way, or what the system says. */
    private static String fault(Path folder, IOException failure) {
        for (var path = folder; path != null; path = path.getParent()) {
            if (Files.isSymbolicLink(path) && !Files.exists(path)) {
                return path + " is a link to something that is not there";
            }
            if (Files.exists(path) && !Files.isDirectory(path)) {
                return path + " is a file";
            }
        }
        var reason = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        return "it cannot be written" + (reason == null ? "" : " (" + reason + ")");
    }

    /** The permissions of something new, where there are such permissions. */
    public static FileAttribute<?>[] privately(String permissions) {
        return Ownership.privately(permissions);
    }

    private static ExitException unusable(String folder, String why, IOException cause) {
        return ExitException.failure(folder + ": " + why + "; give a folder that this user can write", cause);
    }
}
