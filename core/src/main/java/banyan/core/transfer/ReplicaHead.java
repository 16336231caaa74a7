package banyan.core.transfer;

import banyan.core.database.SchemaRelease;
import banyan.core.database.StoreException;
import banyan.core.revision.DataRole;
import banyan.core.revision.WriteRevision;
import banyan.core.store.StoreIdentity;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The first line of the changes that a home sends to a standby.
 *
 * @param store the id of the data
 * @param history the newest row of the history of the revisions; null before the first write
 * @param release the release of the schema
 * @param role the role of the sender: {@code home}, or {@code closed} once it accepts no more writes
 * @param epoch the epoch of the sender
 * @param successor the copy that is to take over with these changes; null for none
 * @param after the revision that the standby has; 0 for none, so that all rows follow
 * @param reached the position and the revision of the moment at which the rows were read
 */
public record ReplicaHead(
        String module,
        UUID store,
        @Nullable UUID history,
        int release,
        DataRole.Kind role,
        long epoch,
        @Nullable UUID successor,
        long after,
        WriteRevision reached) {
    private static final int FORMAT = 1;

    static ReplicaHead of(Handle snapshot, String module, long after) {
        var store = StoreIdentity.find(snapshot)
                .orElseThrow(() -> new StoreException("There is no data of " + module + " here"));
        var role = DataRole.find(snapshot);
        return new ReplicaHead(
                module,
                store,
                ReplicaPosition.newest(snapshot).orElse(null),
                SchemaRelease.CURRENT,
                role.kind(),
                role.epoch(),
                role.successor(),
                after,
                WriteRevision.current(snapshot));
    }

    Map<String, Object> json() {
        var head = new LinkedHashMap<String, Object>();
        head.put("replica", FORMAT);
        head.put("module", module);
        head.put("store", store.toString());
        head.put("history", text(history));
        head.put("release", release);
        head.put("role", role.name().toLowerCase(Locale.ROOT));
        head.put("epoch", epoch);
        head.put("successor", text(successor));
        head.put("after", after);
        head.put("position", reached.position());
        head.put("revision", reached.revision());
        return head;
    }

    private static String text(@Nullable UUID id) {
        return id == null ? "" : id.toString();
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
                    id(line, "history"),
                    (int) number(line, "release"),
                    DataRole.Kind.valueOf(line.path("role").asText().toUpperCase(Locale.ROOT)),
                    number(line, "epoch"),
                    id(line, "successor"),
                    number(line, "after"),
                    new WriteRevision(number(line, "position"), number(line, "revision")));
        } catch (IllegalArgumentException e) {
            throw new StoreException("The changes of the home cannot be read: " + e.getMessage(), e);
        }
    }

    private static @Nullable UUID id(JsonNode line, String field) {
        var text = line.path(field).asText();
        return text.isEmpty() ? null : UUID.fromString(text);
    }

    private static long number(JsonNode line, String field) {
        var value = line.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
            throw new IllegalArgumentException(field + " is not a number from 0");
        }
        return value.asLong();
    }

    /** Returns whether this copy is to take over once it has these changes. */
    public boolean isOfferedTo(UUID copy) {
        return role == DataRole.Kind.CLOSED && copy.equals(successor);
    }

    /** Returns whether this copy was to take over, and must not any more. */
    public boolean isWithdrawnFrom(UUID copy) {
        return role == DataRole.Kind.WITHDRAWN && copy.equals(successor);
    }

    /** Returns the role of a copy that takes over. */
    public DataRole ofSuccessor() {
        return DataRole.home(epoch + 1);
    }
}
