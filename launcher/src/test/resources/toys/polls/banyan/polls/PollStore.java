package banyan.polls;

import banyan.core.store.Database;
import banyan.core.store.WriteTransaction;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The table of polls. */
record PollStore(Database database) {
    List<Poll> all() {
        return database.read(handle -> handle.createQuery("SELECT id, question, author FROM poll ORDER BY id")
                .map((row, context) -> new Poll(row.getLong("id"), row.getString("question"), row.getLong("author")))
                .list());
    }

    static void writeTutorial(WriteTransaction change, int number, JsonNode row) {
        change.handle()
                .execute(
                        "INSERT INTO poll (id, question, author) VALUES (?, ?, ?)",
                        number,
                        row.path("question").asText(),
                        row.path("user").asLong());
        change.record("created", number, null);
    }
}
