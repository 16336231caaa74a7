package banyan.copies;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.copies.ModuleHttp.Reply;
import banyan.core.revision.DataRole;
import banyan.core.transfer.ReplicaPosition;
import banyan.core.transfer.ReplicaReader;
import banyan.core.transfer.ReplicaStream;
import banyan.core.transfer.ReplicaTables;
import banyan.core.transfer.ReplicaWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** A board whose modules are at home, and one whose modules follow them. After each write, both have the same rows. */
final class FollowedBoard {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_TRIES = 100;

    private final SortedSet<String> written = new TreeSet<>();
    private OpenBoard home;
    private OpenBoard standby;

    FollowedBoard(OpenBoard home, OpenBoard standby) throws IOException {
        this.home = home;
        this.standby = standby;
        standby.become(DataRole.Kind.STANDBY);
        compare("the first copy");
    }

    OpenBoard home() {
        return home;
    }

    OpenBoard standby() {
        return standby;
    }

    /** Returns the endpoints that have written. */
    SortedSet<String> written() {
        return written;
    }

    /** Exchanges the roles of all modules. */
    void exchange() throws IOException {
        home.become(DataRole.Kind.CLOSED);
        for (var name : home.names()) {
            pull(name, true);
        }
        standby.become(DataRole.Kind.HOME);
        home.become(DataRole.Kind.STANDBY);
        var before = home;
        home = standby;
        standby = before;
        compare("the exchange");
    }

    /** Does something at the home. */
    void run(String what, Runnable write) throws IOException {
        write.run();
        compare(what);
    }

    /** Sends a request to the standby, which rejects it, and to the home. */
    Reply send(String method, String path, String id, String body, Map<String, String> headers, String address)
            throws IOException {
        var module = path.replaceFirst("/.*", "");
        var target = path.replace("{id}", id);
        var rejected = standby.http(module).send(method, target, body, headers, address);
        assertThat(rejected.status()).as(rejected.body()).isEqualTo(503);
        assertThat(rejected.body()).contains("urn:banyan:problem:not-home");
        var reply = home.http(module).send(method, target, body, headers, address);
        assertThat(reply.status()).as(method + " " + path + reply.body()).isBetween(200, 204);
        written.add(method + " " + path);
        compare(method + " " + path);
        return reply;
    }

    /** Copies what has changed, also while the home still works, and compares all rows once it has settled. */
    private void compare(String what) throws IOException {
        await(home::isSettled);
        for (var name : home.names()) {
            assertThat(differences(name)).as("%s, after %s", name, what).isEmpty();
        }
    }

    /** Compares the same revision of both: a follower may write again. */
    private List<String> differences(String name) throws IOException {
        for (int i = 0; i < MAX_TRIES; i++) {
            pull(name, true);
            var atHome = Snapshot.of(home.database(name));
            var copy = Snapshot.of(standby.database(name));
            if (copy.revision() == atHome.revision()) {
                return copy.differencesFrom(atHome);
            }
        }
        return List.of("the home does not stop writing");
    }

    /** Copies while the home works. */
    private void await(BooleanSupplier condition) throws IOException {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end)
                    .as("nanoseconds after the timeout")
                    .isNegative();
            for (var name : home.names()) {
                pull(name, false);
            }
        }
    }

    private void pull(String name, boolean isVerified) throws IOException {
        var from = standby.database(name).read(ReplicaPosition::of);
        var known =
                standby.database(name).storeId().equals(home.database(name).storeId()) ? from : ReplicaPosition.NONE;
        var sent = new ByteArrayOutputStream();
        home.database(name)
                .readSnapshot(
                        handle -> ReplicaWriter.write(handle, name, new ReplicaTables(), known, isVerified, sent));
        var changes = ReplicaStream.begin(new ByteArrayInputStream(sent.toByteArray()));
        standby.database(name)
                .replicate(
                        known.revision() == 0,
                        handle -> ReplicaReader.apply(handle, name, new ReplicaTables(), known, changes));
    }
}
