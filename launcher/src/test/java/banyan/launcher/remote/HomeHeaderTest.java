package banyan.launcher.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the header that tells launchers where the home of a module's data is. */
class HomeHeaderTest {
    private static final URI HOME = URI.create("http://localhost:3001");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "posts; epoch=5; address=\"http://localhost:3001\"",
                "posts; epoch=5; address=\"http://localhost:3001\"; refused",
                "posts; epoch=0; refused",
                "my-posts_2; epoch=999999999999999999",
                "posts; epoch=1; address=\"http://[::1]:3001\"",
                "posts; epoch=1; address=\"https://board.example\""
            })
    void isReadAsItIsWritten(String text) {
        assertThat(HomeHeader.parse(text).map(HomeHeader::text)).contains(text);
    }

    @Test
    void hasItsParts() {
        assertThat(HomeHeader.parse("posts; epoch=5; address=\"http://localhost:3001\"; refused"))
                .contains(new HomeHeader("posts", 5, Optional.of(HOME), true));
        assertThat(HomeHeader.parse("posts; epoch=5")).contains(new HomeHeader("posts", 5, Optional.empty(), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "posts",
                "posts;",
                "posts; epoch=",
                "posts; epoch=-1",
                "posts; epoch=05",
                "posts; epoch=5.0",
                "posts; epoch=1000000000000000000",
                "posts; epoch=99999999999999999999",
                "posts;epoch=5",
                "posts; epoch=5;",
                "posts; epoch=5; later=1",
                "posts; epoch=5; refused=?1",
                "posts; epoch=5; refused; refused",
                "posts; epoch=5; refused; address=\"http://localhost:3001\"",
                "posts; epoch=5, posts; epoch=6",
                "Posts; epoch=5",
                "../users; epoch=5",
                "posts; epoch=5; address=http://localhost:3001",
                "posts; epoch=5; address=\"\"",
                "posts; epoch=5; address=\"localhost:3001\"",
                "posts; epoch=5; address=\"http://169.254.169.254\"",
                "posts; epoch=5; address=\"http://8.8.8.8:3001\"",
                "posts; epoch=5; address=\"http://a:b@localhost:3001\"",
                "posts; epoch=5; address=\"http://localhost:3001/api\"",
                "posts; epoch=5; address=\"ftp://localhost\"",
                "posts; epoch=5; address=\"http://local\\\"host\""
            })
    void isIgnoredIfItIsMalformed(String text) {
        assertThat(HomeHeader.parse(text)).isEmpty();
    }

    @Test
    void isIgnoredIfItIsLong() {
        assertThat(HomeHeader.parse("posts; epoch=5; address=\"http://" + "a".repeat(247) + "\""))
                .isPresent();
        assertThat(HomeHeader.parse("posts; epoch=5; address=\"http://" + "a".repeat(249) + "\""))
                .isEmpty();
        assertThat(HomeHeader.parse("a".repeat(1_000_000))).isEmpty();
    }

    @Test
    void isIgnoredIfItIsOfAnotherModuleOrThereAreTwo() {
        var one = HttpFields.build().add(HomeHeader.NAME, "posts; epoch=5");
        assertThat(HomeHeader.of(one, "posts")).isPresent();
        assertThat(HomeHeader.of(one, "users")).isEmpty();
        assertThat(HomeHeader.of(HttpFields.build(), "posts")).isEmpty();
        one.add(HomeHeader.NAME, "posts; epoch=6");
        assertThat(HomeHeader.of(one, "posts")).isEmpty();
    }
}
