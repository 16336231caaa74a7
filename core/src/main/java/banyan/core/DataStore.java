package banyan.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;

/** The data of an open module as a whole, for export and import. */
public interface DataStore {
    /** Returns the id of the data, which was made at random, once. An import brings its own id. */
    UUID storeId();

    /**
     * Returns why the data cannot be read or written now, as far as is known without using the database; empty if it
     * can.
     */
    Optional<String> failureReason();

    /**
     * Checks whether the data can be read and written now, and tries to repair the database if not. May take some
     * seconds.
     */
    void check();

    /**
     * Returns the state of the data, if it is known without reading it. Empty while a change is being committed, and for data
     * that other processes can change. Called on threads that must not block.
     */
    default Optional<DataState> knownState() {
        return Optional.empty();
    }

    /**
     * Returns the state of the data, which is read if other processes can change it. Empty while a change is being committed,
     * and for data without states.
     *
     * @throws BoardException UNAVAILABLE if the database is unreachable
     */
    default Optional<DataState> state() {
        return knownState();
    }

    /**
     * Ends the long polls of clients with an empty list, now and from now on, because the process is about to stop.
     * Followers in this process continue.
     */
    void endClientLongPolls();

    /**
     * Returns the current lineage of the data.
     *
     * @throws BoardException UNAVAILABLE if the database is unreachable
     */
    Lineage lineage();

    /**
     * Writes all data as it is at one moment. Leaves the stream open.
     *
     * @param isWithKeys whether to write private keys too
     * @throws IOException if a write to the stream fails
     */
    default void exportTo(OutputStream to, boolean isWithKeys) throws IOException {
        exportTo(to, 0, isWithKeys);
    }

    /**
     * Writes what has changed after a revision, as it is at one moment: rows, and the keys of deleted rows. Leaves the stream
     * open.
     *
     * @param since the revision that an earlier export names; 0 for all data
     * @param isWithKeys whether to write private keys too
     * @throws IOException if a write to the stream fails
     */
    void exportTo(OutputStream to, long since, boolean isWithKeys) throws IOException;

    /**
     * Reads an export, or one with its increments, all or nothing. Leaves the stream open. No other writer can write meanwhile.
     *
     * @param isKeepingKeys whether to import private keys; otherwise the module keeps its own keys
     * @throws BoardException UNAVAILABLE if another writer takes too long
     * @throws IOException if the stream cannot be read; nothing was written then
     */
    void importFrom(InputStream from, boolean isKeepingKeys) throws IOException;
}
