package banyan.launcher;

import banyan.launcher.admin.Ownership;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;

/** The folder under which this process keeps everything that outlives it. */
final class DataFolder {
    private DataFolder() {}

    /**
     * Makes it, for this user alone, if it is not there.
     *
     * @return its absolute path
     * @throws StartException if nothing can be written there
     */
    static Path ready(Options options) {
        var absolute = options.data().toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute, privately("rwx------"));
            FolderAccess.of(absolute).close(options.given(Option.DATA, absolute));
            Files.delete(Files.createTempFile(
                    absolute, "writable", null)); // the superuser may write by right, yet not in fact
            return absolute;
        } catch (FileAlreadyExistsException e) {
            throw unusable(options.given(Option.DATA, absolute), "it, or a folder above it, is a file", e);
        } catch (IOException e) {
            throw unusable(options.given(Option.DATA, absolute), "it cannot be written", e);
        }
    }

    /** The permissions of something new, where there are such permissions. */
    static FileAttribute<?>[] privately(String permissions) {
        return Ownership.privately(permissions);
    }

    private static StartException unusable(String folder, String why, IOException cause) {
        return new StartException(folder + ": " + why + "; give a folder that this user can write", cause);
    }
}
