package banyan.launcher.cache;

import banyan.core.DataState;
import banyan.core.DataStore;
import banyan.core.Lineage;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;

/** Data of a test: one number, whose state is the number itself. */
final class Counted implements DataStore {
    private record Number(long value) implements DataState {}

    private final boolean isShared;
    private volatile long value;

    /** @param isShared whether the state has to be read, as other processes can change the data */
    Counted(boolean isShared) {
        this.isShared = isShared;
    }

    void write() {
        value++;
    }

    long read() {
        return value;
    }

    @Override
    public Optional<DataState> knownState() {
        return isShared ? Optional.empty() : Optional.of(new Number(value));
    }

    @Override
    public Optional<DataState> state() {
        return Optional.of(new Number(value));
    }

    @Override
    public UUID storeId() {
        return new UUID(0, 0);
    }

    @Override
    public Optional<String> failureReason() {
        return Optional.empty();
    }

    @Override
    public void check() {}

    @Override
    public void endClientLongPolls() {}

    @Override
    public Lineage lineage() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void exportTo(OutputStream to, long since, boolean isWithKeys) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void importFrom(InputStream from, boolean isKeepingKeys) {
        throw new UnsupportedOperationException();
    }
}
