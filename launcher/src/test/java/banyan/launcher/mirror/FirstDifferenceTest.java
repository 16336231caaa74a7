package banyan.launcher.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.launcher.http.ResponseTap.Copy;
import org.junit.jupiter.api.Test;

/** Tests the difference between two responses that an operator sees. */
class FirstDifferenceTest {
    private static FirstDifference between(String given, String mirrored) {
        return FirstDifference.of(
                new Copy(200, "application/json", given), new Copy(200, "application/json", mirrored));
    }

    @Test
    void isShownAtAnyDistanceFromTheStart() {
        var posts = "{\"id\":1,\"text\":\"" + "same ".repeat(2_000) + "\"},";
        var difference = between(
                "[" + posts + "{\"id\":2,\"at\":\"2026\",\"text\":\"Choose.\"}]",
                "[" + posts + "{\"text\":\"Choose well.\",\"id\":2,\"at\":\"2027\"}]");
        assertThat(difference.pointer()).isEqualTo("/1/text");
        assertThat(difference.given()).startsWith("…").endsWith("{\"id\":2,\"text\":\"Choose.\"}]");
        assertThat(difference.mirrored()).startsWith("…").endsWith("{\"id\":2,\"text\":\"Choose well.\"}]");
        assertThat(difference.given().indexOf("Choose"))
                .isEqualTo(difference.mirrored().indexOf("Choose"));
    }

    @Test
    void isBoundedAndSplitsNoCharacter() {
        var difference =
                between("\"a" + "\uD83C\uDF33".repeat(2_000) + "\"", "\"b" + "\uD83C\uDF33".repeat(2_000) + "\"");
        assertThat(difference.given()).hasSizeLessThan(1_010).startsWith("\"a").endsWith("\uD83C\uDF33…");
        var late = between("\uD83C\uDF33".repeat(2_000) + "aa", "\uD83C\uDF33".repeat(2_000) + "bb");
        assertThat(late.mirrored()).startsWith("…\uD83C\uDF33").endsWith("bb");
    }

    @Test
    void pointsToAMemberThatOneSideLacks() {
        assertThat(between("{\"a/b\":{\"c~d\":[1,2]}}", "{\"a/b\":{\"c~d\":[1]}}")
                        .pointer())
                .isEqualTo("/a~1b/c~0d/1");
        assertThat(between("{\"a\":1}", "{}").pointer()).isEqualTo("/a");
        assertThat(between("[]", "{}").pointer()).isEmpty();
    }

    @Test
    void comparesTextsIfOneIsNotJson() {
        var difference = between("{\"a\":1}", "<html>");
        assertThat(difference.pointer()).isNull();
        assertThat(difference.given()).isEqualTo("{\"a\":1}");
        assertThat(between("{\"a\":1}", "{\"a\":1}").pointer()).isNull();
    }
}
