package banyan.core.transfer.export;

import banyan.core.database.StoreException;
import banyan.core.transfer.NdjsonReader;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of an import: an export alone, or one and its increments. A stream of several begins with a line that has their first
 * lines, so that files which do not fit together are rejected before anything is written.
 */
final class ExportSequence {
    /** The field of the line before several files. */
    private static final String SEQUENCE = "sequence";

    private final NdjsonReader lines;
    private final List<JsonNode> announced;
    private final List<ExportHead> heads = new ArrayList<>();

    private ExportSequence(NdjsonReader lines, List<JsonNode> announced) {
        this.lines = lines;
        this.announced = announced;
    }

    /**
     * Reads the first line of the stream.
     *
     * @throws StoreException if the files are not an export of this module and its increments, in their order
     */
    static ExportSequence begin(NdjsonReader lines, String module, boolean isKeepingKeys) throws IOException {
        var first = lines.next();
        var announced = new ArrayList<JsonNode>();
        if (first.has(SEQUENCE)) {
            first.path(SEQUENCE).forEach(announced::add);
        } else {
            announced.add(first);
        }
        var files = new ExportSequence(lines, announced);
        for (int file = 0; file < announced.size(); file++) {
            files.add(file, module, isKeepingKeys);
        }
        files.requireExport();
        return files;
    }

    int number() {
        return heads.size();
    }

    ExportHead last() {
        return heads.get(heads.size() - 1);
    }

    /**
     * Goes on with the first line of a file, the first one of which may have been read already.
     *
     * @throws StoreException if the line is not the one that was announced
     */
    ExportHead open(int file) throws IOException {
        if (number() > 1) {
            lines.begin("file " + (file + 1));
            if (!lines.next().equals(announced.get(file))) {
                throw lines.fault("it is not the first line that was announced: the file before it has more lines after"
                        + " its end, or this one was changed meanwhile");
            }
        }
        return heads.get(file);
    }

    private void add(int file, String module, boolean isKeepingKeys) {
        try {
            var head = ExportHead.of(announced.get(file), module);
            if (file > 0) {
                requireContinued(file, last(), head);
                requireKeys(head, isKeepingKeys);
            }
            heads.add(head);
        } catch (IllegalArgumentException e) {
            throw announced.size() == 1 ? lines.fault(e.getMessage()) : rejected(file, String.valueOf(e.getMessage()));
        }
    }

    private void requireExport() {
        if (heads.isEmpty()) {
            throw lines.fault("it names no files");
        }
        heads.get(0).after().ifPresent(after -> {
            var what = "it has only the changes after revision " + after.revision()
                    + ": give the export that was made at an earlier revision first, then all increments in their order";
            throw announced.size() == 1 ? lines.fault(what) : rejected(0, what);
        });
    }

    private static void requireContinued(int file, ExportHead before, ExportHead head) {
        var after = head.after()
                .orElseThrow(() -> new IllegalArgumentException(
                        "it has all rows: give one full export, and after it the increments that --since has made"));
        if (!before.reached().isKnown()) {
            throw new IllegalArgumentException(
                    "file " + file + " names no revision, because an earlier program made it: make a new full export");
        }
        if (!head.store().equals(before.store())) {
            throw new IllegalArgumentException("it has other data (" + head.store() + ") than file " + file + " ("
                    + before.store() + "): give files of the same data");
        }
        if (head.release() != before.release()) {
            throw new IllegalArgumentException("it has schema release " + head.release() + ", and file " + file
                    + " has " + before.release() + ": no increment crosses an upgrade; make a full export after it");
        }
        requireNext(file, before.reached(), after);
    }

    private static void requireNext(int file, ExportPoint end, ExportPoint after) {
        if (after.revision() > end.revision()) {
            throw new IllegalArgumentException("it has the changes after revision " + after.revision() + ", and file "
                    + file + " ends at revision " + end.revision() + ": the increment since " + end.revision()
                    + " is missing between them");
        }
        if (after.revision() < end.revision()) {
            throw new IllegalArgumentException("it has the changes after revision " + after.revision() + ", and file "
                    + file + " ends at revision " + end.revision() + " already: give each increment once, in the order"
                    + " in which they were made");
        }
        if (!after.equals(end)) {
            throw new IllegalArgumentException(
                    "revision " + end.revision() + " is of another history than in file " + file
                            + ": the data were restored between the two exports; give files made without a restore between them");
        }
    }

    private static void requireKeys(ExportHead head, boolean isKeepingKeys) {
        if (isKeepingKeys && !head.hasKeys()) {
            throw new IllegalArgumentException("it has no keys to keep: export it --with-keys");
        }
    }

    private static StoreException rejected(int file, String why) {
        return new StoreException(
                "The files do not fit together. File " + (file + 1) + ": " + why + "; nothing was written");
    }
}
