package banyan.core.transfer.export;

import banyan.core.database.SchemaRelease;
import banyan.core.database.StoreException;
import banyan.core.revision.DeletionHorizon;
import banyan.core.store.StoreIdentity;
import banyan.core.transfer.IdentityColumns;
import banyan.core.transfer.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The first line of an export.
 *
 * @param module whose data it has
 * @param store the id of the data
 * @param release of the schema
 * @param hasKeys whether it has private keys
 * @param after the state to which it adds the changes; empty if it has all rows
 * @param reached the state of its rows
 * @param next the next id of each table that generates ids
 */
record ExportHead(
        String module,
        String store,
        int release,
        boolean hasKeys,
        Optional<ExportPoint> after,
        ExportPoint reached,
        JsonNode next) {
    private static final String FULL = "banyan";
    private static final String INCREMENT = "changes";

    /**
     * Returns the line of an export that is made now.
     *
     * @param since the revision after which the changes are exported; 0 for all rows
     */
    static Map<String, Object> line(
            Handle snapshot, String module, long since, boolean hasKeys, Collection<Table> tables) {
        var store = StoreIdentity.find(snapshot)
                .orElseThrow(() -> new StoreException("There is no data of " + module + " here"));
        var reached = ExportPoint.now(snapshot);
        if (since > reached.revision()) {
            throw new StoreException(
                    "The data of " + module + " are at revision " + reached.revision()
                            + ", and have no changes after " + since
                            + ": give the revision that the last export names, or make a full export if the data were restored");
        }
        requireKnown(snapshot, module, since);
        var head = new LinkedHashMap<String, Object>();
        head.put(since == 0 ? FULL : INCREMENT, Export.FORMAT);
        head.put("module", module);
        head.put("store", store);
        head.put("release", SchemaRelease.CURRENT);
        head.put("next", IdentityColumns.next(snapshot, tables));
        head.put("keys", hasKeys);
        if (since > 0) {
            head.put("after", ExportPoint.at(snapshot, since).json());
        }
        head.putAll(reached.json());
        return head;
    }

    /** Requires the keys of all rows that were deleted since: old ones are forgotten, and so are they by a migration. */
    private static void requireKnown(Handle snapshot, String module, long since) {
        long horizon = DeletionHorizon.find(snapshot);
        if (since > 0 && since < horizon) {
            throw new StoreException("The changes of " + module + " after revision " + since
                    + " are not all known any more, but only those after " + horizon
                    + ", because of an upgrade or of many deletions: make a full export");
        }
    }

    /** Returns whether a line is the first one of an export. */
    static boolean is(JsonNode line) {
        return line.has(FULL) || line.has(INCREMENT);
    }

    /**
     * @throws IllegalArgumentException saying why this program cannot read the export
     */
    static ExportHead of(JsonNode line, String module) {
        if (Math.max(line.path(FULL).asInt(), line.path(INCREMENT).asInt()) != Export.FORMAT) {
            throw new IllegalArgumentException("this is not an export of format " + Export.FORMAT);
        }
        var from = line.path("module").asText();
        if (!from.equals(module)) {
            throw new IllegalArgumentException("this is data of " + Table.shown(from) + ", not of " + module);
        }
        int release = line.path("release").asInt();
        if (release > SchemaRelease.CURRENT) {
            throw new IllegalArgumentException(
                    "it has schema release " + release + ", and this program supports up to " + SchemaRelease.CURRENT);
        }
        return new ExportHead(
                from,
                line.path("store").asText(),
                release,
                line.path("keys").asBoolean(),
                line.has(INCREMENT) ? Optional.of(ExportPoint.of(line.path("after"))) : Optional.empty(),
                ExportPoint.of(line),
                line.path("next"));
    }

    /** Returns whether a file without a revision, of an earlier program, has no digests either. */
    boolean hasDigests() {
        return reached.revision() > 0;
    }
}
