package banyan.launcher.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the names of paths in metrics. */
class RouteNamesTest {
    private final RouteNames names = new RouteNames();

    @ParameterizedTest
    @CsvSource({
        "/api/posts, /",
        "/api/posts/, /",
        "/api/posts/7, /{id}",
        "/api/posts/in-thread/7, /in-thread/{id}",
        "/api/posts/7/roles, /{id}/roles",
        "/api/posts/by-username/pb, /by-username/*",
        "/api/posts/openapi.json, /openapi.json",
        "/api/posts/a/b/c, /*"
    })
    void isOneForEachKindOfPath(String path, String name) {
        assertThat(names.of("posts", path, true)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/posts/%31", "/api/posts/1;junk", "/api/posts/Words", "/api/posts/1x"})
    void containsNoTextOfTheClient(String path) {
        assertThat(names.of("posts", path, true)).isEqualTo("/*");
    }

    @Test
    void isLearnedFromASuccessfulRequest() {
        assertThat(names.of("posts", "/api/posts/words", false)).isEqualTo("/*");
        assertThat(names.of("posts", "/api/posts/words", true)).isEqualTo("/words");
        assertThat(names.of("posts", "/api/posts/words", false)).isEqualTo("/words");
        assertThat(names.of("users", "/api/users/words", false)).isEqualTo("/*");
    }

    @Test
    void hasABoundedNumberOfValues() {
        for (int i = 0; i < 1_000; i++) {
            names.of("posts", "/api/posts/" + "x".repeat(i % 30 + 1) + (char) ('a' + i % 26), true);
        }
        assertThat(names.of("posts", "/api/posts/one-more", true)).isEqualTo("/*");
    }
}
