package banyan.core.database.file;

import banyan.core.database.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The path of a module's database file. */
final class FileLocation {
    /** The suffix of each database file. H2 adds it to the name that it gets. */
    static final String SUFFIX = ".mv.db";

    /** H2 ends a name at a semicolon, and replaces a backslash by a slash. */
    private static final Pattern UNSUPPORTED = Pattern.compile("[;\\\\]");

    private FileLocation() {}

    static Path of(Path folder, String module) {
        return folder.resolve(module + SUFFIX).toAbsolutePath();
    }

    /**
     * Returns the file itself where the path is a symbolic link: a replacement of the file must not replace the link.
     *
     * @throws StoreException if H2 cannot open a file of that name, or the link leads nowhere
     */
    static Path resolve(Path path) {
        var file = Files.isSymbolicLink(path) ? target(path) : path;
        if (UNSUPPORTED.matcher(file.toString()).find()) {
            throw new StoreException(file + " has a ; or \\ in its path, which H2 cannot open: give another --data");
        }
        return file;
    }

    private static Path target(Path link) {
        try {
            var target = link.toRealPath();
            if (!target.toString().endsWith(SUFFIX)) {
                throw new StoreException(link + " is a link to " + target
                        + ", which H2 cannot open: rename that to end in " + SUFFIX + "; nothing was changed");
            }
            return target;
        } catch (IOException e) {
            throw new StoreException(link + " is a link to a file that does not exist", e);
        }
    }
}
