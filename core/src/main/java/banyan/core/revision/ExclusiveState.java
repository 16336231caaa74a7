package banyan.core.revision;

import banyan.core.DataState;
import banyan.core.database.DatabaseControl;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The state of a database that only this process can have open. It is unknown from the begin of a commit until its outcome is
 * known: other threads may read the change already, and none may read the earlier state after they did. So the earlier state
 * is gone before any writer learns of the commit. A reopened database has a new state too, as a commit with an unknown outcome
 * may be lost.
 */
public final class ExclusiveState {
    /** A state that is equal to no other one. */
    private static final class State implements DataState {
        private final @Nullable Object opening;

        State(@Nullable Object opening) {
            this.opening = opening;
        }
    }

    private final DatabaseControl control;
    private final AtomicReference<@Nullable State> current = new AtomicReference<>(new State(null));

    public ExclusiveState(DatabaseControl control) {
        this.control = control;
    }

    /** Says that a commit begins. The caller has the write lock. */
    public void changing() {
        current.set(null);
    }

    /** Says that the outcome of the commit is known, or will never be, if one began. The caller has the write lock. */
    public void settled() {
        if (current.get() == null) {
            current.set(new State(control.exclusiveOpening()));
        }
    }

    /** Returns the state; empty while it changes, and for a database that is broken or that other processes can change. */
    @SuppressWarnings("ReferenceEquality") // an opening is equal to no other one
    public Optional<DataState> known() {
        var opening = control.exclusiveOpening();
        var state = current.get();
        if (opening == null || state == null) {
            return Optional.empty();
        }
        return state.opening == opening ? Optional.of(state) : reopened(state, opening);
    }

    private Optional<DataState> reopened(State before, Object opening) {
        var state = new State(opening);
        return current.compareAndSet(before, state) ? Optional.of(state) : Optional.empty();
    }
}
