package banyan.launcher.http.connection;

import java.util.concurrent.atomic.AtomicReference;

/** The permit to read from a connection: one request is read and handled at a time, and the next one waits for it. */
final class ReadPermit {
    private enum State {
        FREE,
        TAKEN,
        /** Taken, and more input has arrived that is read after the release. */
        AWAITED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.FREE);

    /** Takes the permit. Returns false if it is taken. */
    boolean take() {
        return state.compareAndSet(State.FREE, State.TAKEN);
    }

    /** Tells the holder to report that input waits. Returns false if the permit is free by now. */
    boolean await() {
        return state.compareAndSet(State.TAKEN, State.AWAITED) || state.get() == State.AWAITED;
    }

    /** Releases the permit. Returns whether input waits. */
    boolean release() {
        return state.getAndSet(State.FREE) == State.AWAITED;
    }
}
