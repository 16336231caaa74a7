package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gateways learn the new home of a module that has moved with its data. */
class LearningGatewaysIT {
    private static final PostRows ROWS = new PostRows(1_000);
    private static final int AUTHOR = 101;

    /** One of them cannot reach the old home during the exchange, and learns of the new home later. */
    @Test
    void gatewaysFollowTheHome(@TempDir Path folder) throws Exception {
        var boards = new FollowedProcesses(folder);
        try (var monolith = boards.monolith(ROWS, List.of());
                var relay = new Relay(monolith.port());
                var posts = boards.service(monolith, "posts", List.of());
                var first = boards.gateway("first", monolith, Roots.address(monolith));
                var second = boards.gateway("second", monolith, Roots.address(monolith));
                var cutOff = boards.gateway("third", monolith, Roots.address(relay.port()))) {
            Person.register(monolith, "prismo");
            var prismo = Person.signIn(monolith, "prismo");
            var gateways = List.of(first, second, cutOff);
            var written = new ArrayList<String>();
            for (var gateway : List.of(posts, first, second, cutOff)) {
                gateway.awaitReady();
            }
            for (var gateway : gateways) {
                assertThat(post(prismo.at(gateway), "before-" + gateway.port(), written))
                        .isEqualTo(201);
            }
            relay.cut();
            assertThat(Roots.move(monolith, "location", Roots.address(posts))).startsWith("200 ");
            assertThat(post(prismo.at(cutOff), "cut-off", written)).isGreaterThanOrEqualTo(500);
            assertThat(new Copy(cutOff, "posts").location()).isEqualTo(Roots.address(relay.port()));
            for (var gateway : List.of(first, second)) {
                assertThat(post(prismo.at(gateway), "after-" + gateway.port(), written))
                        .isEqualTo(201);
            }
            relay.mend();
            Eventually.holds( // it leaves a peer that did not respond in peace for a while
                    () -> post(prismo.at(cutOff), "after-" + cutOff.port(), written) == 201);
            for (var gateway : gateways) {
                var slot = new Copy(gateway, "posts");
                Eventually.holds(() -> slot.location().equals(Roots.address(posts))); // without another request
            }
            assertThat(FollowedProcesses.all(prismo.at(posts), "/api/posts/by-user/" + AUTHOR, "text"))
                    .containsExactlyElementsOf(written);
            assertThat(Roots.command(posts, "verify", "posts")).startsWith("0 ").contains("has the same rows");
        }
    }

    private static int post(Person person, String text, List<String> written) throws Exception {
        int status = person.send(
                        "POST", "/api/posts", "{\"thread\":1,\"text\":\"" + text + "\"}", "Idempotency-Key", text)
                .statusCode();
        if (status == 201) {
            written.add(text);
        }
        return status;
    }
}
