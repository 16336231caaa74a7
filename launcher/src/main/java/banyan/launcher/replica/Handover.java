package banyan.launcher.replica;

import banyan.core.BoardException;
import banyan.core.data.ModuleReplica;
import banyan.core.revision.DataRole;
import banyan.launcher.replica.client.HomeFailure;
import banyan.launcher.replica.client.RoleRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The exchange of the roles, at the home: checks the standby, closes, and waits for the outcome. */
final class Handover {
    /** Of all comparisons of one request: more than ten million rows on a small machine. */
    static final Duration LONGEST_COMPARISON = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

    /** A comparison fails if the connection breaks. */
    private static final int MOST_COMPARISONS = 3;

    /** How often the home looks whether a standby that compares its rows still responds. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

    /** Of the wait for the outcome. */
    private static final Duration LONGEST_EXCHANGE = Duration.ofSeconds(8);

    /** A standby that is further behind would keep the module without a home for too long. */
    private static final long MOST_LAG = 1_000;

    private final String module;
    private final ModuleReplica replica;
    private final Standbys standbys;
    private final CopyProgress progress;
    private final RoleRequest roles;
    private final ReentrantLock turn = new ReentrantLock();
    private final Object outcome = new Object();

    Handover(String module, ModuleReplica replica, Standbys standbys, CopyProgress progress, RoleRequest roles) {
        this.module = module;
        this.replica = replica;
        this.standbys = standbys;
        this.progress = progress;
        this.roles = roles;
    }

    void start() {
        replica.addRoleListener(role -> {
            synchronized (outcome) {
                outcome.notifyAll();
            }
        });
    }

    /**
     * Makes a standby the home.
     *
     * @param address the address of its board, where the requests of the module will go
     * @param isDryRun whether to check only
     * @return a sentence with what was done
     * @throws BoardException CONFLICT if the standby cannot take over: the home has not changed then; UNAVAILABLE if the outcome
     *     is not known yet
     */
    String run(UUID copy, URI address, boolean isDryRun) {
        return alone(() -> {
            var role = replica.role();
            if (role.kind() != DataRole.Kind.HOME) {
                throw conflict("its data are " + role.name() + " here, not at home.");
            }
            standbys.find(copy).ifPresent(this::requireReachable);
            var standby = compared(copy, System.nanoTime() + LONGEST_COMPARISON.toNanos());
            requireReachable(standby);
            if (isDryRun) {
                return "The standby at " + address + " has the same rows at revision " + standby.verified()
                        + ", and could take over.";
            }
            return exchanged(role, standby, address);
        });
    }

    /** Compares the rows of each standby, and returns a sentence for each. */
    List<String> compareAll() {
        var present = standbys.present();
        if (present.isEmpty()) {
            throw new BoardException(
                    BoardException.Kind.CONFLICT,
                    "No copy follows the module " + module + " here: there is nothing to compare.");
        }
        return alone(() -> {
            long deadline = System.nanoTime() + LONGEST_COMPARISON.toNanos();
            var sentences = new ArrayList<String>();
            for (var one : present) {
                sentences.add("The standby at " + one.board() + " has the same rows at revision "
                        + compared(one.copy(), deadline).verified() + ".");
            }
            return sentences;
        });
    }

    private interface Work<T> {
        T run() throws InterruptedException;
    }

    /** One at a time. Another operator is told so soon, because few requests can wait at the admin port. */
    private <T> T alone(Work<T> work) {
        try {
            if (!turn.tryLock(LONGEST_EXCHANGE.toSeconds(), TimeUnit.SECONDS)) {
                throw conflict("another move or comparison of it is running. Try again when it has ended.");
            }
            try {
                return work.run();
            } finally {
                turn.unlock();
            }
        } catch (InterruptedException e) {
            throw stopping();
        }
    }

    private static BoardException stopping() {
        Thread.currentThread().interrupt();
        return new BoardException(BoardException.Kind.UNAVAILABLE, "This process is stopping.");
    }

    private Standby compared(UUID copy, long deadline) throws InterruptedException {
        long revision = replica.position().revision();
        boolean isCompared = isCompared(copy, revision, deadline);
        standbys.difference(copy).ifPresent(difference -> {
            throw conflict("the standby differs from the home. " + difference);
        });
        var standby = standbys.find(copy)
                .orElseThrow(() -> conflict("the standby has stopped following this process. Look at its log."));
        if (!isCompared) {
            throw conflict("the standby did not manage to compare all its rows. Look at its log.");
        }
        boolean isClose = standbys.await(
                copy, one -> replica.position().revision() - one.revision() <= MOST_LAG, LONGEST_EXCHANGE);
        if (!isClose) {
            throw conflict("the standby is more than " + MOST_LAG + " revisions behind. Try again when it is closer.");
        }
        return standby;
    }

    /** Lets a standby whose connection broke meanwhile compare again. */
    private boolean isCompared(UUID copy, long revision, long deadline) throws InterruptedException {
        for (int attempt = 0; attempt < MOST_COMPARISONS; attempt++) {
            standbys.compare(copy);
            replica.wake();
            if (!hasAskedAgain(copy, deadline)) {
                return false;
            }
            if (standbys.find(copy).filter(one -> one.verified() >= revision).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Waits for the end of a comparison, while writes go on. It takes as long as both read all their rows. */
    private boolean hasAskedAgain(UUID copy, long deadline) throws InterruptedException {
        while (System.nanoTime() - deadline < 0) {
            if (standbys.await(copy, one -> standbys.isCompared(copy), SIGN_OF_LIFE)) {
                return true;
            }
            var standby = standbys.find(copy);
            if (standby.isEmpty() || standbys.difference(copy).isPresent()) {
                return false;
            }
            listen(standby.get());
        }
        return false;
    }

    /** A standby that compares sends no request, and is present as long as it responds. */
    private void listen(Standby standby) {
        try {
            if (roles.to(standby.admin().toString(), SIGN_OF_LIFE).role() == DataRole.Kind.STANDBY) {
                standbys.heard(standby.copy());
            }
        } catch (HomeFailure e) {
            LOG.debug("{}: the standby {} does not respond", module, standby.copy(), e);
        }
    }

    /** After the move this process follows the standby, and asks it for the outcome if it is not told. */
    private void requireReachable(Standby standby) {
        var address = standby.admin().toString();
        try {
            if (!roles.to(address, SIGN_OF_LIFE).copy().equals(standby.copy())) {
                throw conflict("another process than the standby listens at its admin address " + address
                        + ". Let the standby give its own (--admin-address).");
            }
        } catch (HomeFailure e) {
            throw conflict("this process cannot follow the standby after the move. " + e.sentence()
                    + " The standby needs an --admin-bind and an --admin-address that this process can reach.");
        }
    }

    private String exchanged(DataRole role, Standby standby, URI address) throws InterruptedException {
        long start = System.nanoTime();
        var offer = role.offeredTo(standby.copy(), standby.admin().toString(), address.toString());
        if (!replica.changeRole(role, offer)) {
            throw conflict("its home has changed at the same moment.");
        }
        LOG.info("{} is closed for its move to {} (epoch {})", module, address, offer.epoch());
        awaitOutcome(start);
        var time = Duration.ofNanos(System.nanoTime() - start);
        return switch (replica.role().kind()) {
            case STANDBY -> {
                progress.fenced(time);
                yield "The module " + module + " has moved with its data. Its writes waited " + time.toMillis()
                        + " ms.";
            }
            case HOME ->
                throw conflict("the standby did not take over. "
                        + standbys.difference(standby.copy())
                                .orElse("It did not do so in time: try again, or look at its log."));
            default ->
                throw new BoardException(
                        BoardException.Kind.UNAVAILABLE,
                        "Whether the module " + module + " has moved is not known: " + address
                                + " does not respond. It accepts no writes here until that is known, which needs no operator"
                                + " unless that process is lost for good.");
        };
    }

    private void awaitOutcome(long start) throws InterruptedException {
        synchronized (outcome) {
            while (replica.role().isUndecided()) {
                long left = LONGEST_EXCHANGE.toNanos() - (System.nanoTime() - start);
                if (left <= 0) {
                    return;
                }
                TimeUnit.NANOSECONDS.timedWait(outcome, left);
            }
        }
    }

    private BoardException conflict(String why) {
        return new BoardException(BoardException.Kind.CONFLICT, "The module " + module + " was not moved: " + why);
    }
}
