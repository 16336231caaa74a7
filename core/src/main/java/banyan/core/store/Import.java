package banyan.core.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Export} wrote into a module that has no data yet: all of it in one transaction, or nothing. */
public final class Import {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String module;
    private final Map<String, Table> tables;
    private final BufferedReader lines;
    private final Rows rows;
    private final LongConsumer progress;
    private final Map<String, Long> counts = new TreeMap<>();
    private long number;

    private Import(Handle handle, String module, BufferedReader lines, LongConsumer progress) {
        this.module = module;
        this.lines = lines;
        this.progress = progress;
        tables = Table.all(handle).stream().collect(Collectors.toMap(Table::name, Function.identity()));
        rows = new Rows(handle);
    }

    /**
     * Reads to the end, and leaves the stream open.
     *
     * @param progress hears after each row how many there are so far
     * @return how many rows were read
     * @throws IOException if the stream cannot be read
     * @throws StoreException if the module has data, or the file is not what an export of it would be
     */
    public static long read(DataSource dataSource, Schema schema, InputStream from, LongConsumer progress)
            throws IOException {
        Database.migrate(dataSource, schema);
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var lines = new BufferedReader(new InputStreamReader(from, decoder));
        try (var handle = Jdbi.create(dataSource).open()) {
            var reading = new Import(handle, schema.module(), lines, progress);
            reading.refuseData(handle);
            reading.head(handle);
            return handle.inTransaction(reading::all);
        } catch (JdbiException e) {
            throw new StoreException("The import failed, and nothing was written: " + e.getMessage(), e);
        }
    }

    /** A store that was opened and never written is as good as a new one. */
    private void refuseData(Handle handle) {
        var there = tables.values().stream()
                .filter(table -> !table.name().equals("store") && !table.name().equals("feed_head"))
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
        var head = next();
        if (head.path("banyan").asInt() != Export.FORMAT) {
            throw fault("this is no export of format " + Export.FORMAT);
        }
        if (!head.path("module").asText().equals(module)) {
            throw fault("this is data of " + head.path("module").asText() + ", not of " + module);
        }
        if (head.path("release").asInt() > Migrations.RELEASE) {
            throw fault("it is of schema release " + head.path("release").asInt() + ", and this program has "
                    + Migrations.RELEASE);
        }
        for (var next : head.path("next").properties()) {
            var table = table(next.getKey());
            if (!next.getValue().canConvertToLong()
                    || next.getValue().asLong() < 1
                    || !Identities.isIdentity(handle, table)) {
                throw fault(next + " is no next id");
            }
            Identities.restart(handle, table, next.getValue().asLong());
        }
    }

    private long all(Handle handle) throws IOException {
        handle.execute("SELECT position FROM feed_head FOR UPDATE");
        refuseData(handle);
        handle.execute("DELETE FROM store");
        handle.execute("DELETE FROM feed_head");
        long total = 0;
        var line = next();
        for (; !line.has("end"); line = next()) {
            row(line);
            progress.accept(++total);
        }
        end(line.path("end"));
        return total;
    }

    private void row(JsonNode line) {
        if (line.size() != 1) {
            throw fault("a line has one row, or the counts at the end");
        }
        var row = line.properties().iterator().next();
        var table = table(row.getKey());
        try {
            rows.add(table, row.getValue());
        } catch (IllegalArgumentException e) {
            throw fault(e.getMessage());
        }
        counts.merge(table.name(), 1L, Long::sum);
    }

    private void end(JsonNode end) throws IOException {
        rows.flush();
        for (var count : end.properties()) {
            if (counts.getOrDefault(count.getKey(), 0L) != count.getValue().asLong()) {
                throw fault("there should be " + count.getValue() + " rows of " + count.getKey() + ", and there are "
                        + counts.getOrDefault(count.getKey(), 0L));
            }
        }
        boolean areAllCounted = counts.keySet().stream().allMatch(end::has);
        if (!areAllCounted || counts.getOrDefault("store", 0L) != 1 || counts.getOrDefault("feed_head", 0L) != 1) {
            throw fault("the rows do not make a store");
        }
        if (lines.read() >= 0) {
            throw fault("something follows the end");
        }
    }

    private Table table(String name) {
        var table = tables.get(name);
        if (table == null) {
            throw fault("there is no table " + name + " here");
        }
        return table;
    }

    private JsonNode next() throws IOException {
        number++;
        try {
            var line = lines.readLine();
            if (line == null) {
                throw fault("the file ends too early: it was cut");
            }
            var content = MAPPER.readTree(line);
            if (!content.isObject()) {
                throw fault("there is no JSON object");
            }
            return content;
        } catch (JsonProcessingException e) {
            throw fault("the file is cut or damaged: " + e.getOriginalMessage());
        } catch (CharacterCodingException e) {
            throw fault("the file is damaged: it is not UTF-8");
        }
    }

    private StoreException fault(@Nullable String what) {
        return new StoreException("Line " + number + " of the export: " + what + "; nothing was written");
    }
}
