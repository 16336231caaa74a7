package banyan.launcher.remote.ports;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.threads.ThreadView;
import banyan.core.threads.Threads;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of the port of threads. */
abstract class ThreadsContract extends FeedContract<Threads> {
    private final Member member;

    ThreadsContract(HostedPorts board, Threads port, Member member) {
        super(board, port, port.feed());
        this.member = member;
    }

    @Override
    long create() throws Exception {
        return member.write("POST", "/api/threads", "{\"title\":\"thread\"}")
                .path("id")
                .asLong();
    }

    @Test
    void findsTheCurrentThread() throws Exception {
        long id = create();
        var now = member.write("PATCH", "/api/threads/" + id, """
                {"title":"Ooo 🌳 \\"&\\""}""");
        var createdAt = Instant.parse(now.path("createdAt").asText());
        assertThat(port.find(id)).hasValue(new ThreadView(id, "Ooo 🌳 \"&\"", member.id(), createdAt, 0, null, 2, 0));
    }

    @Test
    @Timeout(60)
    void countsItsPosts() throws Exception {
        long id = create();
        var post = member.write("POST", "/api/posts", "{\"thread\":%d,\"text\":\"text\"}".formatted(id));
        var thread = port.find(id).orElseThrow();
        while (thread.postCount() == 0) {
            Thread.onSpinWait();
            thread = port.find(id).orElseThrow();
        }
        assertThat(thread.lastPostAt())
                .isEqualTo(Instant.parse(post.path("createdAt").asText()));
        assertThat(thread.version()).isEqualTo(1);
        assertThat(thread.derived()).isEqualTo(1);
        assertThat(thread).isEqualTo(board.here(Threads.class).find(id).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 999, Long.MAX_VALUE})
    void findsNothingForAnUnknownId(long id) {
        assertThat(port.find(id)).isEmpty();
    }

    @Test
    void findsNothingForADeletedId() throws Exception {
        long id = create();
        member.write("DELETE", "/api/threads/" + id, "");
        assertThat(port.find(id)).isEmpty();
    }
}
