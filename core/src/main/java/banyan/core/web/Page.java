package banyan.core.web;

import java.io.ByteArrayOutputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, as JSON, that is bounded in items and in bytes. Rows are read a few at a time, so that those of long
 * items are not all in memory before the bound is reached.
 *
 * @param next where the next page begins; null if there is none
 */
record Page(byte[] json, @Nullable After next) {
    /** Of JSON in a page with more than one item. */
    static final int BYTES = 256 * 1024;

    /** Rows that are read before anything is known about their size. */
    private static final int FIRST_ROWS = 8;

    private static final int MOST_ROWS = 500;

    static <T> Page of(
            Rows<T> list, @Nullable After after, Limit limit, Function<T, ?> form, Function<T, After> position) {
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

    private static final class Builder {
        private final ByteArrayOutputStream array = new ByteArrayOutputStream();
        private int items;

        /** Returns false if it would be too much. The first item never is. */
        boolean add(byte[] item) {
            if (items > 0 && array.size() + item.length + ",]".length() > BYTES) {
                return false;
            }
            array.write(items == 0 ? '[' : ',');
            array.writeBytes(item);
            items++;
            return true;
        }

        /** And one more, by which the end of a page is noticed. */
        int rowsThatFit(Limit limit) {
            int average = array.size() / items;
            return Math.min(Math.min((BYTES - array.size()) / average + 1, limit.value() - items + 1), MOST_ROWS);
        }

        byte[] end() {
            if (items == 0) {
                array.write('[');
            }
            array.write(']');
            return array.toByteArray();
        }
    }
}
