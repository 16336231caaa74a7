package banyan.core.web;

import banyan.core.web.params.PageCursor;
import banyan.core.web.params.PageLimit;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, as JSON, that is bounded in items and in bytes. Rows are read a few at a time, so that those of long
 * items are not all in memory before the bound is reached.
 *
 * @param next where the next page begins; null if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // made once, written once, and compared by nobody
record Page(byte[] json, @Nullable PageCursor next) {
    /** Of JSON in a page with more than one item. */
    static final int BYTES = 256 * 1024;

    /** Rows that are read before anything is known about their size. */
    private static final int FIRST_ROWS = 8;

    private static final int MOST_ROWS = 500;

    static <T> Page of(
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

    /** Keeps the items apart until the end, as an array that grows would be copied again and again. */
    private static final class Builder {
        private final List<byte[]> array = new ArrayList<>();
        private int size = "[]".length();
        private int items;

        /** Returns false if it would be too much. The first item never is. */
        boolean add(byte[] item) {
            int more = item.length + (items == 0 ? 0 : ",".length());
            if (items > 0 && size + more > BYTES) {
                return false;
            }
            array.add(item);
            size += more;
            items++;
            return true;
        }

        /** And one more, by which the end of a page is noticed. */
        int rowsThatFit(PageLimit limit) {
            int average = size / items;
            return Math.min(Math.min((BYTES - size) / average + 1, limit.value() - items + 1), MOST_ROWS);
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
