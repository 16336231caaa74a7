package banyan.posts;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.posts.PostView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the pages of lists of posts. */
class PostStoreTest {
    private OpenPosts posts;

    @BeforeEach
    void open(@TempDir Path folder) {
        posts = OpenPosts.in(folder, OtherModules.plain());
        posts.database().write(transaction -> {
            LongStream.range(0, 24)
                    .forEach(i -> PostStore.insert(transaction, i % 3 + 1, new NewPost(i % 2 + 1, "text")));
            return null;
        });
    }

    @AfterEach
    void close() {
        posts.close();
    }

    @Test
    void listsEachPostOnOnePage() {
        assertThat(pages(0, after -> posts.store().list(after, 5)))
                .containsExactlyElementsOf(LongStream.range(101, 125).boxed().toList());
        assertThat(pages(Long.MAX_VALUE, before -> posts.store().newest(before, 5)))
                .containsExactlyElementsOf(
                        LongStream.range(0, 24).mapToObj(i -> 124 - i).toList());
        assertThat(pages(0, after -> posts.store().inThread(2, after, 5)))
                .containsExactly(102L, 104L, 106L, 108L, 110L, 112L, 114L, 116L, 118L, 120L, 122L, 124L);
        assertThat(pages(0, after -> posts.store().byUser(3, after, 5)))
                .containsExactly(103L, 106L, 109L, 112L, 115L, 118L, 121L, 124L);
        assertThat(posts.store().inThread(9, 0, 5)).isEmpty();
    }

    /** With an index, a page costs the same however many posts there are. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "WHERE id > 101 ORDER BY id",
                "WHERE id < 120 ORDER BY id DESC",
                "WHERE thread = 1 AND id > 101 ORDER BY thread, id",
                "WHERE author = 1 AND id > 101 ORDER BY author, id"
            })
    void usesAnIndex(String list) {
        var plan = posts.database()
                .read(handle -> handle.select(
                                "EXPLAIN SELECT id, thread, text, author, created_at, edited_at, version FROM post "
                                        + list + " LIMIT 5")
                        .mapTo(String.class)
                        .one());
        assertThat(plan).contains("/* index sorted */").doesNotContain("tableScan");
    }

    private static List<Long> pages(long start, LongFunction<List<PostView>> page) {
        var all = new ArrayList<Long>();
        for (var rows = page.apply(start); !rows.isEmpty(); rows = page.apply(all.get(all.size() - 1))) {
            rows.forEach(post -> all.add(post.id()));
        }
        return all;
    }
}
