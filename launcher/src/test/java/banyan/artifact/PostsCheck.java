package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks that the posts of a board are those that writers were told of, and that the feed of posts has no gap. */
final class PostsCheck {
    private final Person person;
    private long position;

    PostsCheck(Person person) {
        this.person = person;
    }

    /** Each post that the writers have kept is in the thread once, with its id, and nothing else is; and the thread counts them. */
    void assertHasEach(long topic, List<KeyedWriter> writers) throws Exception {
        Map<String, Long> expected = new HashMap<>();
        writers.forEach(writer -> expected.putAll(writer.kept()));
        var posts = Pages.all(person, "/api/posts/in-thread/" + topic);
        assertThat(posts).hasSameSizeAs(expected.entrySet());
        for (var post : posts) {
            assertThat(expected)
                    .containsEntry(post.path("text").asText(), post.path("id").asLong());
        }
        Eventually.holds(() -> Person.json(person.get("/api/threads/" + topic, "Accept", Person.BOARD))
                        .path("postCount")
                        .asInt()
                == posts.size());
    }

    /** The entries since the last check follow one another. */
    void assertFeedHasNoGaps() throws Exception {
        while (true) {
            var entries = Person.json(person.get("/api/posts/changes?limit=1000&after=" + position));
            if (entries.isEmpty()) {
                return;
            }
            for (var entry : entries) {
                assertThat(entry.path("position").asLong()).isEqualTo(++position);
            }
        }
    }
}
