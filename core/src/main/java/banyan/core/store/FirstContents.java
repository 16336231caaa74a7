package banyan.core.store;

import banyan.core.Seed;
import banyan.core.database.StoreException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/**
 * The first contents of a new database. They and the row that says so are one transaction: a database is filled once, whatever
 * is deleted later.
 */
record FirstContents(Schema schema, Seed seed) {
    void writeOnce(WriteTransaction change) {
        if (StoreIdentity.find(change.handle()).isEmpty()) {
            write(change);
        }
    }

    private void write(WriteTransaction change) {
        var id = UUID.randomUUID();
        StoreIdentity.insert(change, id, seed.name().toLowerCase(Locale.ROOT));
        FeedOrigins.root(change, id);
        if (seed == Seed.TUTORIAL) {
            writeTutorial(change);
        }
    }

    private void writeTutorial(WriteTransaction change) {
        var name = "META-INF/banyan/" + schema.module() + "/tutorial.json";
        try (var file = Objects.requireNonNull(schema.loader().getResourceAsStream(name), name)) {
            int number = 0;
            for (var row : new JsonMapper().readTree(file)) {
                schema.tutorial().write(change, ++number, row);
            }
        } catch (IOException e) {
            throw new StoreException(name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
