package banyan.core.database.file;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The free space on the disk of a file. H2 closes a file when a write fails, which also ends reads. So nothing is
 * written below a reserve, which is larger than the largest write of a few modules.
 *
 * @param file in an existing folder; the file itself may not exist
 */
record DiskSpace(Path file) {
    private static final long RESERVE_KIB = 512;
    private static final int KIB = 1024;

    /**
     * Returns what is wrong if there is too little space; empty if the amount is unknown, so that a write reveals it.
     */
    Optional<String> shortage() {
        var folder = file.resolveSibling("").toFile(); // a FileStore would read the table of all mounts
        long left = folder.getUsableSpace() / KIB;
        return left < RESERVE_KIB && isKnown(folder)
                ? Optional.of("the disk of " + file + " is full: " + left + " KiB are free, and writing needs"
                        + " at least " + RESERVE_KIB)
                : Optional.empty();
    }

    /** Returns whether the amount is known. An unknown amount is reported as 0. */
    private static boolean isKnown(File folder) {
        return folder.getTotalSpace() > 0;
    }
}
