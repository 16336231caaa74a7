package banyan.core.transfer;

import banyan.core.database.SchemaRelease;
import banyan.core.database.StoreException;
import banyan.core.revision.DataRole;
import banyan.core.revision.WriteRevision;
import banyan.core.store.StoreIdentity;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The first line of the changes that a home sends to a standby.
 *
 * @param store the id of the data
 * @param release the release of the schema
 * @param epoch the epoch of the home
 * @param after the revision that the standby has; 0 for none, so that all rows follow
 * @param reached the position and the revision of the moment at which the rows were read
 */
record ReplicaHead(String module, UUID store, int release, long epoch, long after, WriteRevision reached) {
    private static final int FORMAT = 1;

    static ReplicaHead of(Handle snapshot, String module, long after) {
        var store = StoreIdentity.find(snapshot)
                .orElseThrow(() -> new StoreException("There is no data of " + module + " here"));
        return new ReplicaHead(
                module,
                store,
                SchemaRelease.CURRENT,
                DataRole.find(snapshot).epoch(),
                after,
                WriteRevision.current(snapshot));
    }

    Map<String, Object> json() {
        var head = new LinkedHashMap<String, Object>();
        head.put("replica", FORMAT);
        head.put("module", module);
        head.put("store", store.toString());
        head.put("release", release);
        head.put("epoch", epoch);
        head.put("after", after);
        head.put("position", reached.position());
        head.put("revision", reached.revision());
        return head;
    }

    /**
     * @throws StoreException if the line is not one of this format
     */
    static ReplicaHead of(JsonNode line) {
        try {
            if (line.path("replica").asInt() != FORMAT) {
                throw new IllegalArgumentException("this is not a stream of changes of format " + FORMAT);
            }
            return new ReplicaHead(
                    line.path("module").asText(),
                    UUID.fromString(line.path("store").asText()),
                    (int) number(line, "release"),
                    number(line, "epoch"),
                    number(line, "after"),
                    new WriteRevision(number(line, "position"), number(line, "revision")));
        } catch (IllegalArgumentException e) {
            throw new StoreException("The changes of the home cannot be read: " + e.getMessage(), e);
        }
    }

    private static long number(JsonNode line, String field) {
        var value = line.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
            throw new IllegalArgumentException(field + " is not a number from 0");
        }
        return value.asLong();
    }
}
