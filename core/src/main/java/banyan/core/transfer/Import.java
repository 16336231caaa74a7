package banyan.core.transfer;

import banyan.core.database.DatabaseControl;
import banyan.core.database.DatabaseException;
import banyan.core.database.JdbiFactory;
import banyan.core.database.SchemaRelease;
import banyan.core.database.SqlState;
import banyan.core.database.StoreException;
import banyan.core.store.FeedOrigins;
import banyan.core.store.Migrations;
import banyan.core.store.RevisionOrigins;
import banyan.core.store.Schema;
import banyan.core.store.WriteTransaction;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Imports what {@link Export} wrote into a module without data: everything in one transaction, or nothing. */
public final class Import {
    /** Beside the tables that generate ids, these have rows only after a write of a user. */
    private static final Set<String> WRITTEN = Set.of("feed", "receipt");

    private static final String KEYS = "signing_key";
    private static final String END = "end";

    private final String module;
    private final Map<String, Table> tables;
    private final boolean isKeepingKeys;
    private final NdjsonReader lines;
    private final Set<String> givingIds;
    private final ExportedIds ids = new ExportedIds();
    private final RowBatch rows;
    private final RowCounts counts = new RowCounts();
    private boolean isComplete;

    private Import(Handle handle, String module, NdjsonReader lines, boolean isKeepingKeys) {
        this.module = module;
        this.isKeepingKeys = isKeepingKeys;
        this.lines = lines;
        tables = Table.all(handle).stream().collect(Collectors.toMap(Table::name, Function.identity()));
        givingIds = tables.values().stream()
                .filter(table -> IdentityColumns.isIdentity(handle, table))
                .map(Table::name)
                .collect(Collectors.toSet());
        rows = RowBatch.inserting(handle);
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
        var reading = new Import(handle, module, lines, isKeepingKeys);
        reading.requireEmpty(handle);
        reading.readHead(handle);
        reading.readRows(handle);
    }

    /** Requires tables without rows of users. Rows that the module itself wrote, such as its keys, do not matter. */
    private void requireEmpty(Handle handle) {
        var present = tables.values().stream()
                .filter(table -> WRITTEN.contains(table.name()) || givingIds.contains(table.name()))
                .filter(table -> table.rows(handle) > 0)
                .map(table -> table.rows(handle) + " of " + table.name())
                .sorted()
                .collect(Collectors.joining(", "));
        if (!present.isEmpty()) {
            throw new StoreException("The module " + module + " has rows already (" + present
                    + "): import into an empty one; nothing was changed");
        }
    }

    /** Reads the first line. */
    private void readHead(Handle handle) throws IOException {
        var head = lines.next();
        requireSupported(head);
        for (var next : head.path("next").properties()) {
            setNextId(handle, table(next.getKey()), next.getValue());
        }
    }

    private void requireSupported(JsonNode head) {
        var from = head.path("module").asText();
        int release = head.path("release").asInt();
        if (head.path("banyan").asInt() != Export.FORMAT) {
            throw lines.fault("this is not an export of format " + Export.FORMAT);
        }
        if (!from.equals(module)) {
            throw lines.fault("this is data of " + Table.shown(from) + ", not of " + module);
        }
        if (release > SchemaRelease.CURRENT) {
            throw lines.fault(
                    "it has schema release " + release + ", and this program supports up to " + SchemaRelease.CURRENT);
        }
    }

    private void setNextId(Handle handle, Table table, JsonNode id) {
        if (!id.canConvertToLong() || !givingIds.contains(table.name())) {
            throw lines.fault("there is no next id of " + table.name());
        }
        try {
            ids.next(table.name(), id.asLong());
        } catch (IllegalArgumentException e) {
            throw lines.fault(e.getMessage());
        }
        IdentityColumns.restart(handle, table, IdentityColumns.SKIPPED + id.asLong());
    }

    /** Reads the other lines in one transaction. */
    private void readRows(Handle handle) throws IOException {
        try {
            handle.useTransaction(this::replaceRows);
        } catch (JdbiException e) {
            throw isComplete ? UnknownOutcomeException.of(e) : e;
        }
    }

    private void replaceRows(Handle handle) throws IOException {
        var transaction = WriteTransaction.begin(handle);
        requireEmpty(handle);
        tables.keySet().stream()
                .filter(table -> !table.equals(Table.HEAD) && !table.equals(KEYS))
                .forEach(table -> handle.execute("DELETE FROM " + table));
        var line = lines.next();
        for (; !line.has(END); line = lines.next()) {
            readRow(handle, line);
        }
        readEnd(line.path(END));
        FeedOrigins.imported(transaction);
        RevisionOrigins.begin(transaction.handle());
        isComplete = true;
    }

    private void readRow(Handle handle, JsonNode line) {
        if (line.size() != 1) {
            throw lines.fault("a line has to have one row, or the final counts");
        }
        var row = line.properties().iterator().next();
        var table = table(row.getKey());
        boolean isFirst = counts.add(table.name()) == 1;
        if (table.name().equals(KEYS)) {
            if (!isKeepingKeys) {
                return;
            }
            if (isFirst) {
                handle.execute("DELETE FROM signing_key"); // no token was signed with these
            }
        }
        write(handle, table, row.getValue());
    }

    private void write(Handle handle, Table table, JsonNode row) {
        try {
            ids.row(table.name(), givingIds.contains(table.name()), row, lines.number());
            if (table.name().equals(Table.HEAD)) { // updated, because other processes wait for a lock on this row
                handle.execute("UPDATE feed_head SET position = ?", ColumnType.NUMBER.parse(row.path("position")));
            } else {
                rows.add(table, row, lines.number());
            }
        } catch (IllegalArgumentException e) {
            throw lines.fault(e.getMessage());
        }
    }

    private void readEnd(JsonNode expected) throws IOException {
        rows.flush();
        counts.requireEqual(expected, lines);
        if (!lines.isAtEnd()) {
            throw lines.fault("there are lines after the final counts");
        }
        if (isKeepingKeys && counts.of(KEYS) == 0) {
            throw lines.fault("it has no keys to keep: export it --with-keys");
        }
        ids.done();
    }

    private Table table(String name) {
        var table = tables.get(name);
        if (table == null) {
            throw lines.fault("there is no table " + Table.shown(name) + " here");
        }
        return table;
    }
}
