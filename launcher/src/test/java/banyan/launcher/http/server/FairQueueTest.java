package banyan.launcher.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the order in which requests of several clients get a worker. */
class FairQueueTest {
    private final FairQueue queue = new FairQueue(6);
    private final List<String> run = new ArrayList<>();

    @Test
    void takesFromEachClientInTurn() {
        add("many", "1", "2", "3", "4");
        add("few", "a", "b");
        runAll();
        assertThat(run).containsExactly("1", "a", "2", "b", "3", "4");
    }

    @Test
    void rejectsTheLastRequestOfTheClientWithTheMost() {
        add("many", "1", "2", "3", "4", "5");
        add("few", "a");
        assertThat(rejected("many", "6")).isEqualTo("6");
        assertThat(rejected("few", "b")).isEqualTo("5");
        assertThat(rejected("few", "c")).isEqualTo("4");
        runAll();
        assertThat(run).containsExactly("1", "a", "2", "b", "3", "c");
    }

    @Test
    void rejectsTheNewestOfManyClientsWithOneRequestEach() {
        for (var client : List.of("1", "2", "3", "4", "5", "6")) {
            add(client, client);
        }
        assertThat(rejected("7", "7")).isEqualTo("7");
        runAll();
        assertThat(run).containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    void forgetsClientsWithoutWaitingRequests() {
        for (int i = 0; i < 1_000; i++) {
            add("client " + i, "request");
            queue.next().run();
        }
        assertThat(queue.size()).isZero();
        assertThat(run).hasSize(1_000);
    }

    private void add(String client, String... requests) {
        for (var request : requests) {
            assertThat(queue.add(client, () -> run.add(request))).isEmpty();
        }
    }

    private String rejected(String client, String request) {
        queue.add(client, () -> run.add(request)).orElseThrow().run();
        return run.remove(run.size() - 1);
    }

    private void runAll() {
        while (queue.size() > 0) {
            queue.next().run();
        }
    }
}
