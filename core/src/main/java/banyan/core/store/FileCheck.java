package banyan.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * Finds damage that H2 does not report. Given a file that was cut short, H2 goes back to an older state that it still
 * finds whole; given one of no length, it makes a new database; a damaged row it meets only when someone asks for it.
 */
final class FileCheck {
    /** A larger file is not read whole before it is opened: at about 100 MiB a second, one would wait for it. */
    private static final long READ_WHOLE = 32L << 20;

    /** The header of H2's file format 3: one block of names and values, hexadecimal, for the last chunk written. */
    private static final Pattern CLOSED_CLEANLY =
            Pattern.compile("block:([0-9a-f]{1,15}),blockSize:([0-9a-f]{1,7}),chunk:([0-9a-f]+),clean:1,");

    private static final int HEADER = 512;

    private FileCheck() {}

    /** Returns whether the file ends before the data that its header says was written last. */
    static boolean isCutShort(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            if (channel.size() == 0) {
                return true;
            }
            var header = CLOSED_CLEANLY.matcher(text(channel, 0, HEADER));
            if (!header.find()) {
                return false;
            }
            long start = Long.parseLong(header.group(1), 16) * Integer.parseInt(header.group(2), 16);
            return !text(channel, start, HEADER).startsWith("chunk:" + header.group(3) + ",");
        }
    }

    /** Reads every row, so that a damaged one fails now. */
    static void readThrough(Path file, Handle handle) throws IOException {
        if (Files.size(file) > READ_WHOLE) {
            return;
        }
        var tables = handle.select("""
                        SELECT table_name FROM information_schema.tables
                        WHERE table_schema = CURRENT_SCHEMA AND table_type = 'BASE TABLE'
                        """).mapTo(String.class).list();
        for (var table : tables) {
            handle.select("SELECT * FROM \"" + table + "\"").scanResultSet((rows, context) -> {
                var all = rows.get();
                int columns = all.getMetaData().getColumnCount();
                while (all.next()) {
                    for (int column = 1; column <= columns; column++) {
                        all.getObject(column);
                    }
                }
                return null;
            });
        }
    }

    private static String text(FileChannel channel, long start, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        channel.read(bytes, start);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    }
}
