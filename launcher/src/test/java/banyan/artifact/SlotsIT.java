package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The route of a module's requests: moves, failures and missing peers. */
@Execution(ExecutionMode.CONCURRENT)
class SlotsIT {
    private static final String POSTS = "/api/posts/in-thread/1";

    @AutoClose
    private final Roots roots;

    SlotsIT(@TempDir Path scratch) {
        roots = new Roots(scratch);
    }

    @Test
    void leadThroughAGatewayToOneBoard() throws Exception {
        int users = Roots.free();
        int threads = Roots.free();
        int posts = Roots.free();
        var toUsers = "--remote=users=" + Roots.address(users);
        var toThreads = "--remote=threads=" + Roots.address(threads);
        var toPosts = "--remote=posts=" + Roots.address(posts);
        var gateway = roots.start(Roots.free(), "--modules=none", toUsers, toThreads, toPosts);
        assertThat(gateway.get("/api/users/3").statusCode()).isEqualTo(503);
        assertThat(gateway.get("/api/users/3").body()).contains("The module users at " + Roots.address(users));
        roots.start(posts, "--modules=posts", toUsers, toThreads);
        roots.start(threads, "--modules=threads", toUsers, toPosts);
        roots.start(users, "--modules=users", toThreads, toPosts);
        Eventually.holds(() -> gateway.get("/api/users/3").statusCode() == 200);
        var registered = Person.register(gateway, "prismo");
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        var prismo = Person.signIn(gateway, "prismo");
        Eventually.holds(() ->
                prismo.send("POST", "/api/threads", "{\"title\":\"Wishes\"}").statusCode() == 201);
        assertThat(prismo.send("POST", "/api/posts", "{\"thread\":101,\"text\":\"One each.\"}")
                        .statusCode())
                .isEqualTo(201);
        Eventually.holds(() ->
                prismo.get("/api/threads/101", "Accept", Person.BOARD).body().contains("\"postCount\":1,"));
        assertThat(gateway.get("/api/posts/none").statusCode()).isEqualTo(404);
        assertThat(gateway.send("PUT", "/api/posts").headers().firstValue("Allow"))
                .isPresent();
    }

    @Test
    void stayMovedAfterAKill() throws Exception {
        int port = Roots.free();
        var there = roots.start(Roots.free(), "--modules=posts");
        var here = roots.start(port, "--modules=all");
        assertThat(Roots.move(here, "{\"location\":\"" + Roots.address(there) + "\",\"otherData\":true}"))
                .startsWith("200 ");
        here.kill();
        var again = roots.start(port, "--modules=all", "--remote=posts=http://127.0.0.1:1");
        assertThat(Roots.store(again)).isEqualTo(Roots.store(there));
        assertThat(warnings(again))
                .singleElement()
                .asString()
                .contains(
                        "--remote posts=http://127.0.0.1:1: the slot of posts was moved (" + Roots.address(there) + ")",
                        "slots-" + port + ".json. The last move takes precedence");
        assertThat(Roots.move(again, "{\"location\":\"here\",\"otherData\":true}"))
                .startsWith("200 ");
        again.kill();
        var less = roots.start(port, "--modules=users", "--remote=posts=" + Roots.address(there));
        assertThat(Roots.store(less)).isEqualTo(Roots.store(there));
        assertThat(warnings(less))
                .singleElement()
                .asString()
                .contains("--modules users: the slot of posts was moved (here)", "go to " + Roots.address(there));
    }

    @Test
    void rejectRequestsThatRunInACircle() throws Exception {
        int one = Roots.free();
        int other = Roots.free();
        var first = roots.start(one, "--modules=none", "--remote=posts=" + Roots.address(other));
        roots.start(other, "--modules=none", "--remote=posts=" + Roots.address(one));
        var response = first.get(POSTS);
        assertThat(response.statusCode()).isEqualTo(508);
        assertThat(response.body()).contains("urn:banyan:problem:loop-detected");
    }

    @Test
    void delayNoOtherClientWhilePeersAreMissing() throws Exception {
        int port = Roots.free();
        var remote = "--remote=posts=" + Roots.address(port);
        var here = roots.start(Roots.free(), "--modules=users,threads", remote);
        var there = roots.start(port, "--modules=posts");
        Eventually.holds(() -> here.get(POSTS).statusCode() == 200); // the circuit breaker is open for a second
        there.kill();
        assertThat(here.get(POSTS).statusCode()).isEqualTo(503);
        assertThat(here.get("/api/users/3").statusCode()).isEqualTo(200);
        var again = roots.start(port, "--modules=posts");
        Eventually.holds(() -> here.get(POSTS).statusCode() == 200);
        new LiveProcess(again.pid()).signal("STOP");
        assertThat(here.get(POSTS).statusCode()).isEqualTo(504);
        assertThat(here.get("/api/users/3").statusCode()).isEqualTo(200);
        new LiveProcess(again.pid()).signal("CONT");
        Eventually.holds(() -> here.get(POSTS).statusCode() == 200);
    }

    @Test
    void splitClientsByTheirCookies() throws Exception {
        var here = roots.start(Roots.free(), "--modules=all", "--access-log=off");
        var there = roots.start(Roots.free(), "--modules=posts", "--access-log=off");
        assertThat(Roots.command(here, "move", "posts", "--to", "here", "--share", "10"))
                .startsWith("2 banyan: --share 10: all of it goes to here already");
        assertThat(Roots.command(here, "move", "posts", "--to", Roots.address(there), "--share", "10", "--other-data"))
                .isEqualTo("0 posts: here 90, " + Roots.address(there) + " 10");
        var clients = new SplitClients(here, Roots.store(there));
        int all = Boolean.getBoolean("banyan.campaign") ? 10_000 : 2_000;
        double deviations = 4.5 * Math.sqrt(0.1 * 0.9 / all); // a chance of one in 100,000 is not a fault
        assertThat(clients.elsewhere(all) / (double) all).isCloseTo(0.1, within(deviations));
        assertThat(clients.strays()).isZero();
        assertThat(Roots.move(here, "location", "here")).startsWith("409 ");
        assertThat(Roots.move(here, "{\"location\":\"here\",\"otherData\":true}"))
                .startsWith("200 ");
        assertThat(Roots.move(here, "{\"weights\":{\"here\":50}}")).matches("(?s)200 .*\"changed\" ?: ?false.*");
        assertThat(here.get(POSTS).headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void keepTheSharesThatTwoOperatorsSetAtOnce() throws Exception {
        var here = roots.start(Roots.free(), "--modules=all");
        var one = Roots.address(roots.start(Roots.free(), "--modules=posts"));
        var other = Roots.address(roots.start(Roots.free(), "--modules=posts"));
        var operators = Executors.newFixedThreadPool(2);
        try {
            var moves = operators.invokeAll(List.<Callable<String>>of(
                    () -> Roots.move(here, share(one, 10, "finn")), () -> Roots.move(here, share(other, 20, "jake"))));
            for (var move : moves) {
                assertThat(move.get()).startsWith("200 ");
            }
        } finally {
            operators.shutdownNow();
        }
        assertThat(Roots.command(here, "slots"))
                .startsWith("0 posts: here 70, ")
                .contains(one + " 10", other + " 20");
        assertThat(Roots.move(here, share(one, 30, "simon")))
                .startsWith("200 ")
                .contains(one + " had a share of 10 % until now, by a move of ");
        assertThat(Roots.move(here, share(one, 80, "simon")))
                .startsWith("400 ")
                .contains("80 is more than here can give");
    }

    private static String share(String location, int share, String by) {
        return "{\"location\":\"" + location + "\",\"share\":" + share + ",\"otherData\":true,\"by\":\"" + by + "\"}";
    }

    /** Sooner or later threads warns too: the move of posts has replaced the feed that it follows. */
    private static List<String> warnings(BoardProcess board) {
        return board.output().stream()
                .filter(line -> line.contains(" WARN ") && !line.contains("threads replays the feed of posts"))
                .toList();
    }
}
