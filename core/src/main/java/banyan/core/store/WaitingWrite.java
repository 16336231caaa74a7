package banyan.core.store;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A write that waits for its turn. The thread that has the turn runs it with its own, or the caller withdraws it. */
final class WaitingWrite<T> {
    private final Function<WriteTransaction, T> work;
    private final AtomicBoolean isTaken = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable T result;
    private @Nullable Throwable failure;

    WaitingWrite(Function<WriteTransaction, T> work) {
        this.work = work;
    }

    /** Returns whether the caller of this method is the first one, who runs it or withdraws it. */
    boolean take() {
        return isTaken.compareAndSet(false, true);
    }

    /** Runs the work. It may run again, if the database has rolled back its transaction. */
    void run(WriteTransaction transaction) {
        failure = null;
        result = work.apply(transaction);
    }

    /** Records that the work did not succeed, and has no effect. */
    void fail(Throwable why) {
        failure = why;
    }

    /** Returns why it had no effect; null if it succeeded. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Records that the outcome is final. */
    void end() {
        done.countDown();
    }

    boolean isEnded() {
        return done.getCount() == 0;
    }

    /** Waits for another thread that runs it: its transaction is bounded in time, and cannot be called off. */
    void await() {
        boolean isInterrupted = false;
        while (!isEnded()) {
            try {
                done.await();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the result, or throws the failure. */
    @SuppressWarnings("NullAway") // a result is null only if the work returned that
    T result() {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        return result;
    }
}
