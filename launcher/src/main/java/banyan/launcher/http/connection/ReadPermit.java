package banyan.launcher.http.connection;

import java.util.concurrent.atomic.AtomicReference;

/** Whose turn it is on a connection: one request is read and answered at a time, and the next one waits for it. */
final class ReadPermit {
    private enum State {
        FREE,
        TAKEN,
        /** Taken, and more has come that nobody looks at before it ends. */
        AWAITED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.FREE);

    /** Returns false if somebody has it. */
    boolean take() {
        return state.compareAndSet(State.FREE, State.TAKEN);
    }

    /** Asks who has the turn to say so at its end. Returns false if it has ended by now. */
    boolean await() {
        return state.compareAndSet(State.TAKEN, State.AWAITED) || state.get() == State.AWAITED;
    }

    /** Returns whether somebody awaits it. */
    boolean end() {
        return state.getAndSet(State.FREE) == State.AWAITED;
    }
}
