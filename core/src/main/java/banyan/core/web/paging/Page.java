package banyan.core.web.paging;

import banyan.core.web.json.Json;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, as JSON, with bounds on items and bytes. It reads a few rows at a time, so that long items are not
 * all in memory before the bound is reached.
 *
 * @param next the start of the next page; null if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // created once, written once, and never compared
public record Page(byte[] json, @Nullable PageCursor next) {
    /** The maximum size of a page with added than one item. */
    static final int MAX_BYTES = 256 * 1024;

    /** The number of rows to read before their size is known. */
    private static final int FIRST_ROWS = 8;

    private static final int MAX_ROWS = 500;

    public static <T> Page of(
            PageSource<T> list,
            @Nullable PageCursor after,
            PageLimit limit,
            Function<T, ?> form,
            Function<T, PageCursor> position) {
        var json = new Builder();
        var last = after;
        for (int wanted = Math.min(FIRST_ROWS, limit.andOneMore()); ; wanted = json.rowsThatFit(limit)) {
            var rows = list.read(last, wanted);
            for (var row : rows) {
                if (json.items == limit.value() || !json.add(Json.bytes(form.apply(row)))) {
                    return new Page(json.end(), last);
                }
                last = position.apply(row);
            }
            if (rows.size() < wanted) {
                return new Page(json.end(), null);
            }
        }
    }

    /** Collects the items until the end: a growing array would be copied again and again. */
    private static final class Builder {
        private final List<byte[]> array = new ArrayList<>();
        private int size = "[]".length();
        private int items;

        /** Adds an item, or returns false if the page would become too large. The first item always fits. */
        boolean add(byte[] item) {
            int added = item.length + (items == 0 ? 0 : ",".length());
            if (items > 0 && size + added > MAX_BYTES) {
                return false;
            }
            array.add(item);
            size += added;
            items++;
            return true;
        }

        /** Returns the number of rows that probably fit, and one added that reveals the end of the page. */
        int rowsThatFit(PageLimit limit) {
            int average = size / items;
            return Math.min(Math.min((MAX_BYTES - size) / average + 1, limit.value() - items + 1), MAX_ROWS);
        }

        byte[] end() {
            var json = ByteBuffer.allocate(size).put((byte) '[');
            for (var item : array) {
                if (json.position() > 1) {
                    json.put((byte) ',');
                }
                json.put(item);
            }
            return json.put((byte) ']').array();
        }
    }
}
