package banyan.launcher.remote.ports;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.Feed;
import banyan.core.Feed.Entry;
import banyan.core.posts.PostView;
import banyan.core.posts.Posts;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of the port of posts. */
abstract class PostsContract extends FeedContract<Posts> {
    private static final long THREAD = 1;

    private final Member member;

    PostsContract(HostedPorts board, Posts port, Member member) {
        super(board, port, port.feed());
        this.member = member;
    }

    @Override
    long create() throws Exception {
        return post().path("id").asLong();
    }

    private JsonNode post() throws Exception {
        return member.write("POST", "/api/posts", """
                {"thread":%d,"text":"one 🌳 \\"&\\"\\ntwo"}""".formatted(THREAD));
    }

    private static Instant time(JsonNode post, String member) {
        return Instant.parse(post.path(member).asText());
    }

    @Test
    void findsTheCurrentPost() throws Exception {
        var post = post();
        long id = post.path("id").asLong();
        assertThat(port.find(id))
                .hasValue(new PostView(id, THREAD, "one 🌳 \"&\"\ntwo", member.id(), time(post, "createdAt"), null, 1));
        var edited = member.write("PATCH", "/api/posts/" + id, "{\"text\":\"three\"}");
        assertThat(port.find(id))
                .hasValue(new PostView(
                        id, THREAD, "three", member.id(), time(post, "createdAt"), time(edited, "editedAt"), 2));
    }

    @Test
    void namesTheThreadOfAChange() throws Exception {
        long last = last();
        long id = create();
        assertThat(feed.changes(Feed.Cursor.at(last), 10, Duration.ZERO).entries())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.thread()).isEqualTo(THREAD);
                    assertThat(entry.at()).isEqualTo(port.find(id).orElseThrow().createdAt());
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 999, Long.MAX_VALUE})
    void findsNothingForAnUnknownId(long id) {
        assertThat(port.find(id)).isEmpty();
    }

    @Test
    void findsNothingForADeletedId() throws Exception {
        long id = create();
        long last = last();
        member.write("DELETE", "/api/posts/" + id, "");
        assertThat(port.find(id)).isEmpty();
        assertThat(feed.changes(Feed.Cursor.at(last), 10, Duration.ZERO).entries())
                .extracting(Entry::kind)
                .containsExactly(Entry.DELETED);
    }
}
