package banyan.core.transfer;

import banyan.core.database.DatabaseControl;
import banyan.core.database.DatabaseException;
import banyan.core.database.SchemaRelease;
import banyan.core.database.SqlState;
import banyan.core.database.Statements;
import banyan.core.database.StoreException;
import banyan.core.store.FeedOrigins;
import banyan.core.store.Migrations;
import banyan.core.store.Schema;
import banyan.core.store.WriteTransaction;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Reads what {@link Export} wrote into a module that has no data yet: all of it in one transaction, or nothing. */
public final class Import {
    /** Beside the tables that give ids, the ones that have rows only if somebody has written something. */
    private static final Set<String> WRITTEN = Set.of("feed", "receipt");

    private static final String HEAD = "feed_head";
    private static final String KEYS = "signing_key";

    private final String module;
    private final Map<String, Table> tables;
    private final boolean isKeepingKeys;
    private final NdjsonReader lines;
    private final Set<String> givingIds;
    private final ExportedIds ids = new ExportedIds();
    private final BatchInsert rows;
    private final Map<String, Long> counts = new TreeMap<>();
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
        rows = new BatchInsert(handle);
    }

    /**
     * Reads to the end into a module that nobody has open, and leaves the stream open.
     *
     * @param isKeepingKeys whether private keys in it are to sign on; the module keeps its own otherwise
     * @throws IOException if the stream cannot be read
     * @throws StoreException if the module has data, or the file is not what an export of it would be
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
        try (var handle = Statements.over(made).open()) {
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
                                ? "The import broke off at its end, and is written as a whole or not at all; try it again,"
                                        + " which is refused if it is: "
                                : "The import failed, and nothing was written: ")
                        + SqlState.reason(failure),
                DatabaseException.of(failure));
    }

    /**
     * Reads to the end into a module that is open.
     *
     * @throws JdbiException if the database fails
     */
    public static void read(Handle handle, String module, InputStream from, boolean isKeepingKeys) throws IOException {
        var reading = new Import(handle, module, new NdjsonReader(new LeaseInputStream(handle, from)), isKeepingKeys);
        reading.refuseData(handle);
        reading.head(handle);
        reading.transaction(handle);
    }

    private void transaction(Handle handle) throws IOException {
        try {
            handle.useTransaction(this::all);
        } catch (JdbiException e) {
            throw isComplete ? UnknownOutcomeException.of(e) : e;
        }
    }

    /** What a module made or heard by itself, such as its keys and who has left elsewhere, counts for nothing. */
    private void refuseData(Handle handle) {
        var there = tables.values().stream()
                .filter(table -> WRITTEN.contains(table.name()) || IdentityColumns.isIdentity(handle, table))
                .filter(table -> table.rows(handle) > 0)
                .map(table -> table.rows(handle) + " of " + table.name())
                .sorted()
                .collect(Collectors.joining(", "));
        if (!there.isEmpty()) {
            throw new StoreException("The module " + module + " has rows already (" + there
                    + "): import into an empty one; nothing was changed");
        }
    }

    private void head(Handle handle) throws IOException {
        var head = lines.next();
        if (head.path("banyan").asInt() != Export.FORMAT) {
            throw lines.fault("this is no export of format " + Export.FORMAT);
        }
        if (!head.path("module").asText().equals(module)) {
            throw lines.fault(
                    "this is data of " + Table.shown(head.path("module").asText()) + ", not of " + module);
        }
        if (head.path("release").asInt() > SchemaRelease.CURRENT) {
            throw lines.fault("it is of schema release " + head.path("release").asInt() + ", and this program has "
                    + SchemaRelease.CURRENT);
        }
        for (var next : head.path("next").properties()) {
            var table = table(next.getKey());
            if (!next.getValue().canConvertToLong() || !givingIds.contains(table.name())) {
                throw lines.fault("there is no next id of " + table.name());
            }
            try {
                ids.next(table.name(), next.getValue().asLong());
            } catch (IllegalArgumentException e) {
                throw lines.fault(e.getMessage());
            }
            IdentityColumns.restart(
                    handle, table, IdentityColumns.JUMP + next.getValue().asLong());
        }
    }

    private void all(Handle handle) throws IOException {
        var change = WriteTransaction.begin(handle);
        refuseData(handle);
        tables.keySet().stream()
                .filter(table -> !table.equals(HEAD) && !table.equals(KEYS))
                .forEach(table -> handle.execute("DELETE FROM " + table));
        var line = lines.next();
        for (; !line.has("end"); line = lines.next()) {
            row(handle, line);
        }
        end(line.path("end"));
        FeedOrigins.imported(change);
        isComplete = true;
    }

    private void row(Handle handle, JsonNode line) {
        if (line.size() != 1) {
            throw lines.fault("a line has one row, or the counts at the end");
        }
        var row = line.properties().iterator().next();
        var table = table(row.getKey());
        boolean isFirst = counts.merge(table.name(), 1L, Long::sum) == 1;
        if (table.name().equals(KEYS) && !isKeepingKeys) {
            return;
        }
        if (isFirst && table.name().equals(KEYS)) {
            handle.execute("DELETE FROM signing_key"); // nobody can have a token of these
        }
        try {
            ids.row(table.name(), givingIds.contains(table.name()), row.getValue(), lines.number());
            write(handle, table, row.getValue());
        } catch (IllegalArgumentException e) {
            throw lines.fault(e.getMessage());
        }
    }

    /** The head of the feed stays the row that other processes wait for. */
    private void write(Handle handle, Table table, JsonNode row) {
        if (table.name().equals(HEAD)) {
            handle.execute("UPDATE feed_head SET position = ?", ColumnType.NUMBER.parse(row.path("position")));
        } else {
            rows.add(table, row, lines.number());
        }
    }

    private void end(JsonNode end) throws IOException {
        rows.flush();
        for (var count : end.properties()) {
            if (counts.getOrDefault(count.getKey(), 0L) != count.getValue().asLong()) {
                throw lines.fault("there should be " + count.getValue().asLong() + " rows of "
                        + Table.shown(count.getKey())
                        + ", and there are " + counts.getOrDefault(count.getKey(), 0L));
            }
        }
        boolean areAllCounted = counts.keySet().stream().allMatch(end::has);
        if (!areAllCounted || counts.getOrDefault("store", 0L) != 1 || counts.getOrDefault(HEAD, 0L) != 1) {
            throw lines.fault("the rows do not make a store");
        }
        if (!lines.isAtEnd()) {
            throw lines.fault("something follows the end");
        }
        if (isKeepingKeys && !counts.containsKey(KEYS)) {
            throw lines.fault("there are no keys in it to keep: export it --with-keys");
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
