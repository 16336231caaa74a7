package banyan.core.transfer.export;

import banyan.core.revision.WriteRevision;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * One state of a module's data, as its next increment recognises it. Data that were restored give the same revisions again, but
 * with another history.
 *
 * @param revision of the last write; 0 in an export of a program that wrote none
 * @param position of the last entry of the feed
 * @param history the row of the history of the revisions that was the newest then; null before the first write
 */
record ExportPoint(long revision, long position, @Nullable UUID history) {
    private static final String REVISION = "revision";

    /** Returns the state that the database has now. */
    static ExportPoint now(Handle snapshot) {
        var last = WriteRevision.current(snapshot);
        return new ExportPoint(last.revision(), last.position(), history(snapshot, last.revision()));
    }

    /** Returns the state that the database had at an earlier revision. Its cost depends on the changes since then alone. */
    static ExportPoint at(Handle snapshot, long revision) {
        var position = snapshot.select("SELECT MIN(position) - 1 FROM feed WHERE revision > ?", revision)
                .mapTo(Long.class)
                .findOne()
                .orElseGet(() -> WriteRevision.current(snapshot).position());
        return new ExportPoint(revision, position, history(snapshot, revision));
    }

    private static @Nullable UUID history(Handle snapshot, long revision) {
        return snapshot.select(
                        "SELECT id FROM revision_history WHERE revision <= ? ORDER BY ordinal DESC LIMIT 1", revision)
                .mapTo(UUID.class)
                .findOne()
                .orElse(null);
    }

    Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put(REVISION, revision);
        json.put("position", position);
        Optional.ofNullable(history).ifPresent(id -> json.put("history", id.toString()));
        return json;
    }

    /**
     * @throws IllegalArgumentException if the history is not a UUID
     */
    static ExportPoint of(JsonNode json) {
        var history = json.path("history").asText();
        return new ExportPoint(
                json.path(REVISION).asLong(),
                json.path("position").asLong(),
                history.isEmpty() ? null : UUID.fromString(history));
    }

    boolean isKnown() {
        return revision > 0;
    }
}
