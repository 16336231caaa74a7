package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes, edits and deletes posts, one after the other, and retries where no response came. */
final class Writer implements Callable<Void> {
    private final String name;
    private final Person person;
    private final List<Long> topics;
    private final List<String> texts = new ArrayList<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private volatile boolean stopped;

    Writer(String name, Person person, List<Long> topics) {
        this.name = name;
        this.person = person;
        this.topics = topics;
    }

    /** The number of responses. */
    int acknowledged() {
        return acknowledged.get();
    }

    /** Returns its remaining posts, after it has ended. */
    List<String> texts() {
        return texts;
    }

    /** Ends it after the current request. */
    void stop() {
        stopped = true;
    }

    @Override
    public Void call() throws Exception {
        for (int i = 0; !stopped; i++) {
            var text = name + ":" + i;
            long post = post(text, topics.get(i % topics.size()));
            if (i % 7 == 3) {
                assertThat(response(() -> person.delete("/api/posts/" + post))).isIn(204, 404);
            } else if (i % 5 == 3) {
                text = text + " edited";
                var edit = "{\"text\":\"" + text + "\"}";
                assertThat(response(() -> person.send("PATCH", "/api/posts/" + post, edit)))
                        .isEqualTo(200);
                texts.add(text);
            } else {
                texts.add(text);
            }
        }
        return null;
    }

    private long post(String text, long topic) throws Exception {
        var body = "{\"thread\":%d,\"text\":\"%s\"}".formatted(topic, text);
        var id = new long[1];
        int status = response(() -> {
            var posted = person.send("POST", "/api/posts", body, "Idempotency-Key", text);
            id[0] = Person.json(posted).path("id").asLong();
            return posted;
        });
        assertThat(status).isEqualTo(201);
        return id[0];
    }

    /** A board that starts or is overloaded responds with 503. */
    private int response(Callable<HttpResponse<String>> request) throws Exception {
        while (true) {
            try {
                int status = request.call().statusCode();
                if (status != 503) {
                    acknowledged.incrementAndGet();
                    return status;
                }
            } catch (IOException e) {
                // killed: the next response tells whether it took effect
            }
            Eventually.pause();
        }
    }
}
