package banyan.core.transfer.export;

import banyan.core.database.DatabaseControl;
import banyan.core.database.DatabaseException;
import banyan.core.database.JdbiFactory;
import banyan.core.database.SqlState;
import banyan.core.database.StoreException;
import banyan.core.database.server.SessionSettings;
import banyan.core.store.FeedOrigins;
import banyan.core.store.Migrations;
import banyan.core.store.RevisionOrigins;
import banyan.core.store.Schema;
import banyan.core.store.WriteTransaction;
import banyan.core.transfer.IdentityColumns;
import banyan.core.transfer.LeaseInputStream;
import banyan.core.transfer.NdjsonReader;
import banyan.core.transfer.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Imports what {@link Export} wrote into a module without data: an export, or one and its increments, in one transaction or not at
 * all.
 */
public final class Import {
    /** Beside the tables that generate ids, these have rows only after a write of a user. */
    private static final Set<String> WRITTEN = Set.of("feed", "receipt");

    private final String module;
    private final ImportTarget target;
    private final NdjsonReader lines;
    private final ExportedIds ids;
    private boolean isComplete;

    private Import(ImportTarget target, String module, NdjsonReader lines) {
        this.target = target;
        this.module = module;
        this.lines = lines;
        ids = new ExportedIds(lines);
    }

    /**
     * Imports into a module that is not open. Leaves the stream open.
     *
     * @param isKeepingKeys whether to import private keys; otherwise the module keeps its own keys
     * @throws IOException if the stream cannot be read
     * @throws StoreException if the module has data, or the stream is not an export of it
     */
    public static void read(DataSource dataSource, Schema schema, InputStream from, boolean isKeepingKeys)
            throws IOException {
        try {
            DatabaseControl.of(dataSource).change(found -> false, made -> {
                Migrations.run(made, schema);
                readAll(made, schema, from, isKeepingKeys);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void readAll(DataSource made, Schema schema, InputStream from, boolean isKeepingKeys) {
        try (var handle = JdbiFactory.over(made).open()) {
            read(handle, schema.module(), from, isKeepingKeys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JdbiException e) {
            throw failed(e);
        }
    }

    public static StoreException failed(JdbiException failure) {
        return new StoreException(
                (failure instanceof UnknownOutcomeException
                                ? "The connection broke while the import committed: all data was written, or none. Import again:"
                                        + " if it was written, that is rejected. The failure: "
                                : "The import failed, and nothing was written: ")
                        + SqlState.reason(failure),
                DatabaseException.of(failure));
    }

    /**
     * Imports into a module that is open.
     *
     * @throws JdbiException if the database fails
     */
    public static void read(Handle handle, String module, InputStream from, boolean isKeepingKeys) throws IOException {
        var lines = new NdjsonReader(new LeaseInputStream(handle, from));
        var reading = new Import(ImportTarget.of(handle, isKeepingKeys), module, lines);
        reading.requireEmpty(handle);
        var files = ExportSequence.begin(lines, module, isKeepingKeys);
        reading.setNextIds(handle, files.last());
        reading.readFiles(handle, files);
    }

    /** Requires tables without rows of users. Rows that the module itself wrote, such as its keys, do not matter. */
    private void requireEmpty(Handle handle) {
        var present = target.tables().values().stream()
                .filter(table -> WRITTEN.contains(table.name()) || target.generatesIds(table))
                .filter(table -> table.rows(handle) > 0)
                .map(table -> table.rows(handle) + " of " + table.name())
                .sorted()
                .collect(Collectors.joining(", "));
        if (!present.isEmpty()) {
            throw new StoreException("The module " + module + " has rows already (" + present
                    + "): import into an empty one; nothing was changed");
        }
    }

    private void setNextIds(Handle handle, ExportHead head) {
        for (var next : head.next().properties()) {
            var table = target.tables().get(next.getKey());
            var id = next.getValue();
            if (table == null || !id.canConvertToLong() || !target.generatesIds(table)) {
                throw lines.fault("there is no next id of " + Table.shown(next.getKey()));
            }
            try {
                ids.next(table.name(), id.asLong());
            } catch (IllegalArgumentException e) {
                throw lines.fault(e.getMessage());
            }
            IdentityColumns.restart(handle, table, IdentityColumns.SKIPPED + id.asLong());
        }
    }

    /** Reads the other lines in one transaction. */
    private void readFiles(Handle handle, ExportSequence files) throws IOException {
        try {
            handle.useTransaction(transaction -> replaceRows(transaction, files));
        } catch (JdbiException e) {
            throw isComplete ? UnknownOutcomeException.of(e) : e;
        }
    }

    private void replaceRows(Handle handle, ExportSequence files) throws IOException {
        var transaction = WriteTransaction.begin(handle);
        requireEmpty(handle);
        SessionSettings.endLimits(handle);
        target.tables().keySet().stream()
                .filter(table -> !table.equals(Table.HEAD) && !table.equals(Export.KEYS))
                .forEach(table -> handle.execute("DELETE FROM " + table));
        for (int file = 0; file < files.number(); file++) {
            var head = files.open(file);
            var rows = new ExportedRows(target, head, lines, ids);
            rows.read();
            if (file + 1 == files.number()) {
                requireEnd();
            }
            rows.requireUndamaged();
        }
        FeedOrigins.imported(transaction);
        RevisionOrigins.begin(transaction.handle());
        isComplete = true;
    }

    private void requireEnd() throws IOException {
        if (!lines.isAtEnd()) {
            throw lines.fault("there are lines after the final counts");
        }
        ids.done();
    }
}
