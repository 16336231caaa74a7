package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fifty clients write while SIGKILL ends the process: each acknowledged write exists exactly once. */
@ResourceLock("processors")
class KillsIT {
    private static final boolean CAMPAIGN = Boolean.getBoolean("banyan.campaign");
    private static final int KILLS = CAMPAIGN ? 10 : 2;
    private static final int BETWEEN_KILLS = CAMPAIGN ? 1_000 : 200;
    private static final int CLIENTS = 50;
    private static final int PEOPLE = 5;

    enum Store {
        H2,
        POSTGRESQL
    }

    @TempDir
    private Path folder;

    private final int port = freePort();

    @ParameterizedTest
    @EnumSource
    void loseNoAcknowledgedWrite(Store store) throws Exception {
        try (var server = store == Store.H2 ? null : EmbeddedPostgres.start()) {
            var database = server == null ? "" : ModuleRoles.url(server);
            loseNoAcknowledgedWrite(database.isEmpty() ? List.of() : List.of("--database=" + database));
        }
    }

    private void loseNoAcknowledgedWrite(List<String> options) throws Exception {
        var threads = Executors.newFixedThreadPool(CLIENTS);
        var board = start(options);
        try {
            var people = people(board);
            var topics = topics(people);
            var repeated = new Repeated(people.get(0), topics.get(0));
            repeated.send(1);
            var writers = IntStream.range(0, CLIENTS)
                    .mapToObj(i -> new Writer("w" + i, people.get(i % PEOPLE), topics))
                    .toList();
            var ends = writers.stream().map(threads::submit).toList();
            for (int kill = 1; kill <= KILLS; kill++) {
                int enough = kill * BETWEEN_KILLS;
                Eventually.holds(() -> acknowledged(writers) >= enough);
                board.kill();
                board = start(options);
                if (kill <= 2) {
                    repeated.send(2);
                }
            }
            writers.forEach(Writer::stop);
            for (var done : ends) {
                done.get();
            }
            assertThat(repeated.responses).hasSize(5).allMatch(repeated.responses.get(0)::equals);
            long end = System.nanoTime();
            var posts = Pages.all(people.get(0), "/api/posts");
            assertCounted(people.get(0), topics, posts);
            System.out.printf("counted %d ms after the last response%n", (System.nanoTime() - end) / 1_000_000);
            assertHasEach(posts, writers, repeated);
            assertFollowedBy(feed(people.get(0)), posts);
            System.out.printf(
                    "%d kills: %d changes acknowledged, %d posts there%n", KILLS, acknowledged(writers), posts.size());
        } finally {
            threads.shutdownNow();
            board.close();
        }
    }

    /** Each written post exists once, no deleted post exists, and there are no others. */
    private static void assertHasEach(List<JsonNode> posts, List<Writer> writers, Repeated repeated) {
        var expected = writers.stream()
                .flatMap(writer -> writer.texts().stream())
                .collect(Collectors.toCollection(ArrayList::new));
        expected.add(repeated.text());
        assertThat(posts)
                .extracting(post -> post.path("text").asText())
                .filteredOn(text -> text.startsWith("w") && text.contains(":"))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Each entry has a change, and each change has an entry. */
    private static void assertFollowedBy(List<JsonNode> feed, List<JsonNode> posts) {
        assertThat(feed)
                .extracting(entry -> entry.path("position").asLong())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, feed.size()).boxed().toList());
        var there = new HashSet<Long>();
        var changed = new HashSet<Long>();
        for (var entry : feed) {
            long id = entry.path("id").asLong();
            switch (entry.path("kind").asText()) {
                case "created" -> assertThat(there.add(id)).as("%s", entry).isTrue();
                case "deleted" -> assertThat(there.remove(id)).as("%s", entry).isTrue();
                default -> {
                    assertThat(there).as("%s", entry).contains(id);
                    changed.add(id);
                }
            }
        }
        assertThat(posts).extracting(post -> post.path("id").asLong()).containsExactlyInAnyOrderElementsOf(there);
        assertThat(posts)
                .filteredOn(post -> post.path("editedAt").isTextual())
                .extracting(post -> post.path("id").asLong())
                .containsExactlyInAnyOrderElementsOf(
                        changed.stream().filter(there::contains).toList());
    }

    private static void assertCounted(Person person, List<Long> topics, List<JsonNode> posts) throws Exception {
        for (long topic : topics) {
            long count = posts.stream()
                    .filter(post -> post.path("thread").asLong() == topic)
                    .count();
            Eventually.holds(() -> Person.json(person.get("/api/threads/" + topic, "Accept", Person.BOARD))
                            .path("postCount")
                            .asLong()
                    == count);
        }
    }

    private static int acknowledged(List<Writer> writers) {
        return writers.stream().mapToInt(Writer::acknowledged).sum();
    }

    private static List<Person> people(BoardProcess board) throws Exception {
        var people = new ArrayList<Person>();
        for (int i = 0; i < PEOPLE; i++) {
            assertThat(Person.register(board, "writer_" + i).statusCode()).isEqualTo(201);
            people.add(Person.signIn(board, "writer_" + i));
        }
        return people;
    }

    private static List<Long> topics(List<Person> people) throws Exception {
        var topics = new ArrayList<Long>();
        for (var person : people) {
            topics.add(Person.json(person.send("POST", "/api/threads", "{\"title\":\"A topic\"}"))
                    .path("id")
                    .asLong());
        }
        return topics;
    }

    private static List<JsonNode> feed(Person person) throws Exception {
        var all = new ArrayList<JsonNode>();
        int before;
        do {
            before = all.size();
            Person.json(person.get("/api/posts/changes?limit=1000&after=" + before))
                    .forEach(all::add);
        } while (all.size() > before);
        return all;
    }

    private BoardProcess start(List<String> options) throws Exception {
        var all = new ArrayList<>(options);
        all.add("--seed=tutorial");
        all.add("--access-log=off");
        all.add("--port=" + port);
        var command =
                Artifact.built().command(BoardProcess.withDefaults(folder.resolve("data"), all.toArray(String[]::new)));
        var board = BoardProcess.launch(
                command.stream().filter(word -> !word.equals("--port=0")).toList(),
                Map.of("BANYAN_DATABASE_USER", "postgres"));
        board.awaitReady();
        return board;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** One request to write a post, sent repeatedly. */
    private record Repeated(Person person, long topic, List<String> responses) {
        Repeated(Person person, long topic) {
            this(person, topic, new ArrayList<>());
        }

        String text() {
            return "w:once";
        }

        /** After a start, posts may refuse for a second: it could not fetch the keys of users while that was being opened. */
        void send(int times) throws Exception {
            Eventually.holds(() -> send().statusCode() != 503);
            for (int i = 0; i < times; i++) {
                var response = send();
                assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
                responses.add(response.body());
            }
        }

        private HttpResponse<String> send() throws Exception {
            return person.send(
                    "POST",
                    "/api/posts",
                    "{\"thread\":%d,\"text\":\"%s\"}".formatted(topic, text()),
                    "Idempotency-Key",
                    "once");
        }
    }
}
