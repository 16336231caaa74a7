package banyan.launcher.replica;

import banyan.core.BoardException;
import banyan.core.FatalError;
import banyan.core.OncePerMinute;
import banyan.core.data.ModuleReplica;
import banyan.core.database.StoreException;
import banyan.core.revision.DataRole;
import banyan.launcher.replica.client.HomeFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what the role of a copy requires, on a thread of its own: a standby follows, and a closed copy learns the outcome. */
final class CopyWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CopyWorker.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final String module;
    private final ModuleReplica replica;
    private final Following following;
    private final Recovery recovery;
    private final Semaphore news = new Semaphore(0);
    private final OncePerMinute warnings = new OncePerMinute();
    private final Thread thread;
    private volatile boolean isClosed;
    private volatile Optional<String> trouble = Optional.empty();

    CopyWorker(String module, ModuleReplica replica, Following following, Recovery recovery) {
        this.module = module;
        this.replica = replica;
        this.following = following;
        this.recovery = recovery;
        thread = new Thread(this::run, module + "-copy");
        thread.setDaemon(true);
        thread.setContextClassLoader(CopyWorker.class.getClassLoader());
    }

    void start() {
        recovery.begin();
        replica.addRoleListener(role -> changed());
        thread.start();
    }

    private void changed() {
        if (replica.role().kind() == DataRole.Kind.CLOSED) {
            recovery.begin();
        }
        wake();
    }

    /** Ends a pause. */
    void wake() {
        news.release();
    }

    /** The reason why this copy does not follow its home now; empty if it does, or does not have to. */
    Optional<String> trouble() {
        return trouble;
    }

    /** Does not interrupt the thread, which could close the file of H2. */
    @Override
    public void close() {
        isClosed = true;
        wake();
        following.abort(replica.role());
        try {
            thread.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** No failure ends this thread: a closed copy would stay closed for ever. */
    private void run() {
        var pause = Duration.ZERO;
        while (!isClosed) {
            try {
                await(pause);
                pause = step(replica.role());
                trouble = Optional.empty();
            } catch (Throwable e) {
                FatalError.check(e);
                report(e);
                pause = longer(pause);
            }
        }
    }

    /** Does the next step, and returns the pause before the one after it. */
    private Duration step(DataRole role) throws Exception {
        if (isClosed) {
            return Duration.ZERO;
        }
        switch (role.kind()) {
            case STANDBY -> {
                following.pull(role);
                return Duration.ZERO;
            }
            case CLOSED, WITHDRAWN -> {
                recovery.step(role);
                return FIRST_PAUSE;
            }
            case VOID -> {
                return following.isRejoined(role) ? Duration.ZERO : LONGEST_PAUSE;
            }
            default -> {
                news.acquire(); // the home has nothing to do
                news.release();
                return Duration.ZERO;
            }
        }
    }

    private void await(Duration pause) throws InterruptedException {
        var unused = news.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        news.drainPermits();
    }

    private void report(Throwable failure) {
        var why = sentence(failure);
        boolean isNew = !trouble.equals(Optional.of(why));
        trouble = Optional.of(why);
        if (!isClosed && (isNew || warnings.isDue())) {
            LOG.warn("{} ({}): {}", module, state(replica.role()), why);
        }
        LOG.debug("{} has a failed step", module, failure);
    }

    private static String state(DataRole role) {
        return role.isUndecided() ? "closed: it accepts no writes until it knows whether it has moved" : role.name();
    }

    private static String sentence(Throwable failure) {
        if (failure instanceof HomeFailure known) {
            return known.sentence();
        }
        if (failure instanceof StoreException known) {
            return known.line();
        }
        return failure instanceof BoardException known ? known.detail() : failure.toString();
    }

    private static Duration longer(Duration pause) {
        var twice = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }
}
