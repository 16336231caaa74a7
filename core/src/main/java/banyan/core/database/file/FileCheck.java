package banyan.core.database.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Finds damage that H2 does not report. Given a file that was cut short, H2 goes back to an older state that it still
 * finds whole; given one of no length, it makes a new database; a damaged row it meets only when someone asks for it.
 */
final class FileCheck {
    /** A larger file is not read whole before it is opened: at about 100 MiB a second, one would wait for it. */
    private static final long READ_WHOLE = 32L << 20;

    /** The header of H2's file format: one block of names and values, hexadecimal, for the last chunk written. */
    private static final Pattern CLOSED_CLEANLY = Pattern.compile(
            "block:([0-9a-f]{1,12}),blockSize:([0-9a-f]{1,6}),chunk:([0-9a-f]+),clean:1,.*version:([0-9a-f]{1,15}),");

    private static final Pattern UNWRITTEN =
            Pattern.compile("^H:2,blockSize:1000,created:[0-9a-f]{1,16},format:\\d,fletcher:[0-9a-f]{1,8}\\s");

    private static final Pattern CHUNK = Pattern.compile("^chunk:([0-9a-f]+),.*\\blen:([0-9a-f]{1,7}),");

    private static final Pattern PLACE = Pattern.compile("\\bblock:([0-9a-f]{1,12})\\b.*\\blen:([0-9a-f]{1,7})\\b");
    private static final Pattern UNUSED = Pattern.compile("\\blivePages:0\\b|\\bunused:");

    /** What H2 writes before the first table is smaller. */
    private static final long SMALL = 64L << 10;

    /** Of the file: chunks begin and end at a multiple of it. */
    private static final int BLOCK = 4096;

    /** The name under which H2 keeps the rows of a table; 0 is its list of definitions. */
    private static final Pattern TABLE = Pattern.compile("table\\.[1-9]\\d*");

    /** Shorter than the smallest sector, so that no death of the process or the machine leaves a part of one. */
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
     * Returns whether H2 has made the file and has committed no table to it: it is small, and its headers name no chunk. A file
     * that was cut had one named there, once it was closed.
     */
    static boolean isUnwritten(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            if (channel.size() < 2L * BLOCK
                    || channel.size() > SMALL
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
            return false; // damaged, which is found and said elsewhere
        }
    }

    /**
     * Returns whether H2 would lose something of a file that was closed: would go back to an older state, or has the
     * rows of a table and no longer its definition.
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
                    || (channel.size() <= READ_WHOLE && hasBlankBlock(channel, store));
        }
    }

    /** H2 fills up the end of a chunk with zeros, less than a block, before its last bytes. It keeps no sum of the others. */
    private static boolean hasBlankBlock(FileChannel channel, MVStore store) throws IOException {
        var content = ByteBuffer.allocate(BLOCK);
        for (var entry : store.getLayoutMap().entrySet()) {
            var place = PLACE.matcher(entry.getValue());
            if (!entry.getKey().startsWith("chunk.")
                    || UNUSED.matcher(entry.getValue()).find()
                    || !place.find()) {
                continue;
            }
            long first = Long.parseLong(place.group(1), 16);
            for (long block = first; block < first + Long.parseLong(place.group(2), 16); block++) {
                if (channel.read(content.clear(), block * BLOCK) == BLOCK && isBlank(content.array())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isBlank(byte[] block) {
        for (byte one : block) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    /** Reads every row, by its table and by each index, so that a damaged one fails now. */
    static void readThrough(Path file, Handle handle) throws IOException {
        if (Files.size(file) > READ_WHOLE) {
            return;
        }
        for (var query : handle.select("""
                        SELECT 'SELECT * FROM "' || table_name || '"'
                        FROM information_schema.tables
                        WHERE table_schema = CURRENT_SCHEMA AND table_type = 'BASE TABLE'
                        UNION ALL
                        SELECT 'SELECT ' || columns || ' FROM "' || table_name || '" ORDER BY ' || columns
                        FROM (SELECT table_name,
                                LISTAGG('"' || column_name || '"', ', ') WITHIN GROUP (ORDER BY ordinal_position) AS columns
                            FROM information_schema.index_columns
                            WHERE table_schema = CURRENT_SCHEMA
                            GROUP BY table_name, index_name)
                        """).mapTo(String.class).list()) {
            read(handle, query);
        }
    }

    private static void read(Handle handle, String query) {
        handle.select(query).scanResultSet((rows, context) -> {
            var all = rows.get();
            int columns = all.getMetaData().getColumnCount();
            while (all.next()) {
                for (int column = 1; column <= columns; column++) {
                    refuseZeros(all.getObject(column));
                }
            }
            return null;
        });
    }

    /** H2 keeps no sum of a text. The board writes none with this character, which PostgreSQL would not take. */
    private static void refuseZeros(@Nullable Object value) {
        if (value instanceof String text && text.indexOf('\0') >= 0) {
            throw new IllegalStateException("a text has zeros in it");
        }
    }

    /** The number of tables that have rows of their own. */
    static int tables(Handle handle) {
        return handle.select("""
                        SELECT COUNT(*) FROM information_schema.tables
                        WHERE table_schema <> 'INFORMATION_SCHEMA' AND table_type = 'BASE TABLE'
                        """).mapTo(int.class).one();
    }

    private static String text(FileChannel channel, long start, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        channel.read(bytes, start);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    }
}
