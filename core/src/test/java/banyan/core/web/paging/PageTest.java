package banyan.core.web.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The size of a page, and the number of rows that it reads. */
class PageTest {
    private static final int KIB = 1024;
    private static final PageLimit MOST = new PageLimit(PageLimit.MOST);

    private int longestRead;
    private int reads;

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7, 8, 9, 64, 100, 101, 999, 1_000})
    void hasAsManyItemsAsTheLimitAllows(int limit) {
        var page = page(3_000, 1, null, new PageLimit(limit));
        assertThat(page.json()).isEqualTo(json(1, limit, "x"));
        assertThat(page.next()).isEqualTo(PageCursor.item(limit));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 100})
    void hasNoNextPageAfterTheLastItem(int rows) {
        var page = page(rows, 1, null, new PageLimit(100));
        assertThat(page.json()).isEqualTo(json(1, rows, "x"));
        assertThat(page.next()).isNull();
    }

    @Test
    void isBoundedInBytes() {
        var page = page(1_000, 40 * KIB, null, MOST);
        assertThat(page.json()).hasSizeBetween(Page.MAX_BYTES - 41 * KIB, Page.MAX_BYTES);
        assertThat(page.next()).isEqualTo(PageCursor.item(6));
    }

    @Test
    void hasAtLeastOneItem() {
        var page = page(2, 2 * Page.MAX_BYTES, null, MOST);
        assertThat(page.json()).isEqualTo(json(1, 1, "x".repeat(2 * Page.MAX_BYTES)));
        assertThat(page.next()).isEqualTo(PageCursor.item(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 3_000, 40 * KIB, 300 * KIB})
    void continuesAfterThePreviousPage(int length) {
        var pages = new ArrayList<String>();
        PageCursor next = null;
        do {
            var page = page(200, length, next, new PageLimit(70));
            next = page.next();
            var text = new String(page.json(), StandardCharsets.UTF_8);
            pages.add(text.substring(1, text.length() - 1));
        } while (next != null);
        assertThat(("[" + String.join(",", pages) + "]").getBytes(StandardCharsets.UTF_8))
                .isEqualTo(json(1, 200, "x".repeat(length)));
    }

    @Test
    void readsNoMoreOfLongItemsThanItNeeds() {
        var page = page(1_000, 40 * KIB, null, MOST);
        assertThat(page.next()).isNotNull();
        assertThat(reads).isEqualTo(1);
        assertThat(longestRead).isLessThanOrEqualTo(8);
    }

    @Test
    void readsShortItemsInFewSteps() {
        var page = page(2_000, 1, null, MOST);
        assertThat(page.next()).isNotNull();
        assertThat(reads).isLessThanOrEqualTo(4);
    }

    private Page page(int rows, int length, @Nullable PageCursor after, PageLimit limit) {
        var text = "x".repeat(length);
        PageSource<Long> list = (from, most) -> {
            reads++;
            longestRead = Math.max(longestRead, most);
            long start = from == null ? 0 : from.key();
            return LongStream.rangeClosed(start + 1, Math.min(rows, start + most))
                    .boxed()
                    .toList();
        };
        return Page.of(list, after, limit, id -> List.of(id, text), id -> PageCursor.item(id));
    }

    private static byte[] json(int first, int last, String text) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(id -> "[" + id + ",\"" + text + "\"]")
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
