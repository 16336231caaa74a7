package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.artifact.ExchangeStep.Party;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * At each step of an exchange, one of the processes is killed or the connection between home and standby is cut, while clients
 * write. After that, without an operator, exactly one place accepts writes, and each acknowledged write exists exactly once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExchangeFaultsIT {
    private static final boolean CAMPAIGN = Boolean.getBoolean("banyan.campaign");

    /** Longer than an offer of the home lasts. */
    private static final long CUT_SECONDS = 4;

    enum Fault {
        KILL_HOME,
        KILL_TARGET,
        KILL_GATEWAY,
        CUT
    }

    record Moment(ExchangeStep step, Fault fault) {}

    @TempDir
    private static Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicBoolean isReached = new AtomicBoolean();
    private ExchangeBoards boards;
    private Person person;
    private PostsCheck posts;

    static Stream<Moment> moments() {
        return CAMPAIGN
                ? Stream.of(ExchangeStep.values())
                        .flatMap(step -> Stream.of(Fault.values()).map(fault -> new Moment(step, fault)))
                : Stream.of(
                        new Moment(ExchangeStep.AWAIT_OUTCOME, Fault.KILL_HOME),
                        new Moment(ExchangeStep.TAKE_OVER, Fault.KILL_TARGET),
                        new Moment(ExchangeStep.REPORT, Fault.CUT),
                        new Moment(ExchangeStep.ADOPT_THERE, Fault.KILL_GATEWAY));
    }

    /** The processes serve the next moment too, unless a moment has failed. */
    @BeforeEach
    void start() throws Exception {
        if (boards != null) {
            return;
        }
        boards = new ExchangeBoards(Files.createTempDirectory(folder, "boards"));
        Person.register(boards.board(Party.HOME), "bmo");
        person = Person.signIn(boards.board(Party.HOME), "bmo");
        posts = new PostsCheck(person);
    }

    @AfterAll
    void stop() throws Exception {
        threads.shutdownNow();
        if (boards != null) {
            boards.assertNoSecrets();
            boards.close();
        }
    }

    @ParameterizedTest
    @MethodSource("moments")
    void leavesOneHomeAndAllWrites(Moment moment) throws Exception {
        boolean isDone = false;
        try {
            check(moment);
            isDone = true;
        } finally {
            if (!isDone) {
                boards.close();
                boards = null;
            }
        }
    }

    private void check(Moment moment) throws Exception {
        long topic = Person.json(person.send("POST", "/api/threads", "{\"title\":\"" + moment + "\"}"))
                .path("id")
                .asLong();
        var writers = Stream.of(
                        writer("one", Party.HOME, topic),
                        writer("two", Party.HOME, topic),
                        writer("three", Party.GATEWAY, topic))
                .toList();
        var ends = writers.stream().map(threads::submit).toList();
        long hit = 0;
        try {
            hit = strike(moment);
            Eventually.holds(this::isSettled);
            long settled = System.nanoTime();
            Eventually.holds(() -> writers.stream().allMatch(writer -> writer.written() > settled));
            System.out.printf(
                    "%s: one home after %d ms, at %s; all writers accepted after %d ms%n",
                    moment, millis(hit, settled), place(), millis(hit, System.nanoTime()));
        } catch (Throwable e) {
            System.out.printf(
                    "%s: FAILED %s: home %s, target %s%n",
                    moment, e, boards.role(Party.HOME), boards.role(Party.TARGET));
            for (var party : Party.values()) {
                boards.board(party).output().forEach(line -> System.out.println(party + " " + line));
            }
            throw e;
        } finally {
            writers.forEach(KeyedWriter::stop);
        }
        for (var end : ends) {
            end.get(1, TimeUnit.MINUTES);
        }
        posts.assertHasEach(topic, writers);
        posts.assertFeedHasNoGaps();
        moveOn();
    }

    private KeyedWriter writer(String name, Party at, long topic) {
        return new KeyedWriter(name + "-" + topic, person.token(), List.of(boards.port(at)), List.of(topic));
    }

    /** Returns the time at which the step began. */
    private long strike(Moment moment) throws Exception {
        long hit;
        try (var breakpoint = reach(moment.step())) {
            breakpoint.awaitHit();
            isReached.set(true);
            hit = System.nanoTime();
            switch (moment.fault()) {
                case KILL_HOME -> boards.kill(Party.HOME);
                case KILL_TARGET -> boards.kill(Party.TARGET);
                case KILL_GATEWAY -> boards.kill(Party.GATEWAY);
                case CUT -> boards.cut();
            }
        }
        switch (moment.fault()) {
            case KILL_HOME -> boards.start(Party.HOME);
            case KILL_TARGET -> boards.start(Party.TARGET);
            case KILL_GATEWAY -> boards.start(Party.GATEWAY);
            case CUT -> {
                TimeUnit.SECONDS.sleep(CUT_SECONDS); // the fault lasts
                boards.mend();
            }
        }
        return hit;
    }

    /** Begins a move, and returns the breakpoint of the step. */
    private Breakpoint reach(ExchangeStep step) throws Exception {
        if (step.party() == Party.HOME) {
            var breakpoint = boards.breakpoint(step);
            beginMove();
            return breakpoint;
        }
        try (var before = boards.breakpoint(step.after())) {
            beginMove();
            before.awaitHit();
            boards.awaitEarlierChanges();
            return boards.breakpoint(step);
        }
    }

    /** Moves until the step begins: a slow standby misses the offer of a move, and the home stays the home. */
    private void beginMove() {
        isReached.set(false);
        Callable<Void> moves = () -> {
            while (!isReached.get() && !boards.move(false).startsWith("200 ")) {
                Eventually.pause();
            }
            return null;
        };
        threads.submit(moves); // ends with a failure if the process is killed
    }

    private boolean isSettled() throws InterruptedException {
        var roles = List.of(boards.role(Party.HOME), boards.role(Party.TARGET));
        return roles.equals(List.of("home", "standby")) || roles.equals(List.of("standby", "home"));
    }

    private String place() throws Exception {
        var place = boards.role(Party.HOME).equals("home") ? Party.HOME : Party.TARGET;
        return place + " (epoch " + boards.data(place).path("epoch") + ")";
    }

    private static long millis(long from, long to) {
        return (to - from) / 1_000_000;
    }

    /** Moves there if it is not there, and back: neither needs anything that the fault could have destroyed. */
    private void moveOn() throws Exception {
        if (boards.role(Party.HOME).equals("home")) {
            Eventually.holds(() -> succeeds(boards.move(false)));
            assertThat(boards.role(Party.TARGET)).isEqualTo("home");
        }
        Eventually.holds(() -> succeeds(boards.move(true)));
        assertThat(boards.role(Party.HOME)).isEqualTo("home");
        Eventually.holds(() -> succeeds(boards.verify()));
    }

    private static boolean succeeds(String response) {
        if (!response.startsWith("200 ")) {
            System.out.println("not yet: " + response);
        }
        return response.startsWith("200 ");
    }
}
