package banyan.core.database.file;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The room on the disk of a file. H2 closes a file when a write to it fails, which ends reading too: so nothing is written
 * while there is less than the largest change of a few modules takes.
 *
 * @param file in a folder that exists; may not be there itself
 */
record DiskSpace(Path file) {
    private static final long RESERVE_KIB = 512;
    private static final int KIB = 1024;

    /** What is wrong, if there is too little; if nobody can say how much there is, writing says it. */
    Optional<String> shortage() {
        var folder = file.resolveSibling("").toFile(); // a FileStore reads the table of all that is mounted
        long left = folder.getUsableSpace() / KIB;
        return left < RESERVE_KIB && isKnown(folder)
                ? Optional.of("the disk of " + file + " is full: " + left + " KiB are left, and nothing is written"
                        + " below " + RESERVE_KIB)
                : Optional.empty();
    }

    /** What cannot be told is 0 too. */
    private static boolean isKnown(File folder) {
        return folder.getTotalSpace() > 0;
    }
}
