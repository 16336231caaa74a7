package banyan.core.database.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * Finds damage that H2 does not report. H2 opens a file that was cut short at an older state that is still whole, and
 * opens an empty file as a new database. It notices a damaged row only when a statement reads it.
 */
final class FileCheck {
    /**
     * The largest file that is read whole before it is opened. At about 100 MiB a second, a larger one would delay the
     * start.
     */
    static final long MAX_READ_WHOLE = 32L << 20;

    /**
     * The header of H2's file format after a clean close: one block of names and hexadecimal values, for the last chunk
     * written.
     */
    private static final Pattern CLOSED_CLEANLY = Pattern.compile(
            "block:([0-9a-f]{1,12}),blockSize:([0-9a-f]{1,6}),chunk:([0-9a-f]+),clean:1,.*version:([0-9a-f]{1,15}),");

    private static final Pattern UNWRITTEN =
            Pattern.compile("^H:2,blockSize:1000,created:[0-9a-f]{1,16},format:\\d,fletcher:[0-9a-f]{1,8}\\s");

    private static final Pattern CHUNK = Pattern.compile("^chunk:([0-9a-f]+),.*\\blen:([0-9a-f]{1,7}),");

    private static final Pattern PLACE = Pattern.compile("\\bblock:([0-9a-f]{1,12})\\b.*\\blen:([0-9a-f]{1,7})\\b");
    private static final Pattern UNUSED = Pattern.compile("\\blivePages:0\\b|\\bunused:");

    /** The largest file without a table: H2 writes less before the first table. */
    private static final long MAX_UNWRITTEN = 64L << 10;

    /** The block size of the file: chunks begin and end at a multiple of it. */
    private static final int BLOCK = 4096;

    /** The name of H2's map with the rows of a table; map 0 has the definitions. */
    private static final Pattern TABLE = Pattern.compile("table\\.[1-9]\\d*");

    /** The checked length of a header. It is shorter than the smallest disk sector, so no crash leaves a part of it. */
    private static final int HEADER = 512;

    private FileCheck() {}

    /** Returns whether the file has no header, or ends before the data that its header says was written last. */
    static boolean isCutShort(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var text = text(channel, 0, HEADER);
            var header = CLOSED_CLEANLY.matcher(text);
            if (!text.startsWith("H:") || !header.find()) {
                return !text.startsWith("H:");
            }
            long blockSize = Long.parseLong(header.group(2), 16);
            long start = Long.parseLong(header.group(1), 16) * blockSize;
            var chunk = CHUNK.matcher(text(channel, start, HEADER));
            return !chunk.find()
                    || !chunk.group(1).equals(header.group(3))
                    || channel.size() < start + Long.parseLong(chunk.group(2), 16) * blockSize;
        }
    }

    /**
     * Returns whether H2 has created the file without committing a table: it is small, and its headers name no chunk.
     * The headers of a cut file name one if it was ever closed.
     */
    static boolean isUnwritten(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            if (channel.size() < 2L * BLOCK
                    || channel.size() > MAX_UNWRITTEN
                    || !UNWRITTEN.matcher(text(channel, 0, HEADER)).find()
                    || !UNWRITTEN.matcher(text(channel, BLOCK, HEADER)).find()) {
                return false;
            }
            return channel.size() == 2L * BLOCK || hasNoTable(file);
        }
    }

    private static boolean hasNoTable(Path file) {
        try (var store =
                new MVStore.Builder().fileName(file.toString()).readOnly().open()) {
            return store.getMapNames().stream()
                    .noneMatch(name -> TABLE.matcher(name).matches());
        } catch (MVStoreException e) {
            return false; // damaged: another check reports it
        }
    }

    /**
     * Returns whether H2 would lose data of a closed file: it would open an older state, or has the rows of a table
     * without its definition.
     */
    static boolean wouldLose(Path file, int tables) throws IOException {
        try (var channel = FileChannel.open(file);
                var store = new MVStore.Builder()
                        .fileName(file.toString())
                        .readOnly()
                        .open()) {
            var header = CLOSED_CLEANLY.matcher(text(channel, 0, HEADER));
            long kept = store.getMapNames().stream()
                    .filter(name -> TABLE.matcher(name).matches())
                    .count();
            return (header.find()
                            && (kept != tables
                                    || store.getFileStore().lastChunkVersion() != Long.parseLong(header.group(4), 16)))
                    || (channel.size() <= MAX_READ_WHOLE && hasBlankBlock(channel, store));
        }
    }

    /**
     * Returns whether a block of zeros is in use, which H2 has no checksum for. H2 itself pads a chunk with less than a
     * block of zeros.
     */
    private static boolean hasBlankBlock(FileChannel channel, MVStore store) throws IOException {
        for (var entry : store.getLayoutMap().entrySet()) {
            var place = PLACE.matcher(entry.getValue());
            if (!entry.getKey().startsWith("chunk.")
                    || UNUSED.matcher(entry.getValue()).find()
                    || !place.find()) {
                continue;
            }
            if (hasBlankBlock(channel, Long.parseLong(place.group(1), 16), Long.parseLong(place.group(2), 16))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasBlankBlock(FileChannel channel, long first, long number) throws IOException {
        var content = ByteBuffer.allocate(BLOCK);
        var blank = new byte[BLOCK];
        for (long block = first; block < first + number; block++) {
            if (channel.read(content.clear(), block * BLOCK) == BLOCK && Arrays.equals(content.array(), blank)) {
                return true;
            }
        }
        return false;
    }

    private static String text(FileChannel channel, long start, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        channel.read(bytes, start);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    }
}
