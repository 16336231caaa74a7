package banyan.core.store;

import banyan.core.BoardException;
import banyan.core.revision.DataRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The role of a database as this process last saw it. One thread at a time reads the role and keeps it, so that no
 * earlier state replaces a later one.
 */
final class KnownRole {
    private static final Logger LOG = LoggerFactory.getLogger(KnownRole.class);

    private final String module;
    private final Supplier<DataRole> query;
    private final List<Consumer<DataRole>> listeners = new CopyOnWriteArrayList<>();
    private volatile DataRole last;

    /** @param query reads the role from the database */
    KnownRole(String module, DataRole first, Supplier<DataRole> query) {
        this.module = module;
        last = first;
        this.query = query;
    }

    DataRole last() {
        return last;
    }

    void addListener(Consumer<DataRole> listener) {
        listeners.add(listener);
    }

    /** Requires the role of the home. A role that is another one is read again first. */
    void requireHome() {
        if (last.kind() != DataRole.Kind.HOME) {
            refresh();
            last.requireHome();
        }
    }

    /** Reads the role where that is not the purpose of the call: without a connection, the next check reads it. */
    void refreshIfReadable() {
        try {
            refresh();
        } catch (BoardException e) {
            LOG.debug("The role of {} cannot be read now", module, e);
        }
    }

    /**
     * Reads the role, and tells the listeners if it has changed.
     *
     * @throws BoardException UNAVAILABLE if the database cannot be read
     */
    synchronized void refresh() {
        keep(query.get());
    }

    /** Does the same after a change of the role was committed. If the database cannot be read, the role is the new one. */
    synchronized void changed(DataRole committed) {
        try {
            refresh();
        } catch (BoardException e) {
            keep(committed);
        }
    }

    private void keep(DataRole now) {
        if (!now.equals(last)) {
            last = now;
            listeners.forEach(listener -> listener.accept(now));
        }
    }
}
