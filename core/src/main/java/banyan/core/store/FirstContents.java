package banyan.core.store;

import banyan.core.Seed;
import banyan.core.database.DatabaseControl;
import banyan.core.database.JdbiFactory;
import banyan.core.database.StoreException;
import banyan.core.revision.DataRole;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/**
 * The first contents of a new database. One transaction writes them together with the store's id, so a database is
 * filled once, whatever is deleted later.
 */
record FirstContents(Schema schema, Seed seed) {
    /** Migrates the database, and writes the contents if it has none. */
    void prepare(DataSource source) {
        DatabaseControl.of(source).change(this::isReady, made -> {
            Migrations.run(made, schema);
            JdbiFactory.over(made).useTransaction(this::writeOnce);
        });
    }

    private boolean isReady(DataSource found) {
        return Migrations.isDone(found, schema)
                && JdbiFactory.over(found).withHandle(StoreIdentity::find).isPresent();
    }

    /** Takes the write lock only if the database has no contents: a standby has some, and accepts no writes. */
    private void writeOnce(Handle handle) {
        if (StoreIdentity.find(handle).isEmpty()) {
            requireNoCopy(DataRole.find(handle));
            var transaction = WriteTransaction.begin(handle);
            if (StoreIdentity.find(handle).isEmpty()) {
                write(transaction);
            }
        }
    }

    private void requireNoCopy(DataRole role) {
        if (role.kind() != DataRole.Kind.HOME) {
            throw new StoreException("The copy of " + schema.module() + " is not complete: give --follow "
                    + schema.module() + "=" + role.knownHome().orElse("URL") + " to go on with it");
        }
    }

    private void write(WriteTransaction transaction) {
        var id = UUID.randomUUID();
        StoreIdentity.insert(transaction, id, seed.name().toLowerCase(Locale.ROOT));
        FeedOrigins.root(transaction, id);
        if (seed == Seed.TUTORIAL) {
            writeTutorial(transaction);
        }
    }

    private void writeTutorial(WriteTransaction transaction) {
        var name = "META-INF/banyan/" + schema.module() + "/tutorial.json";
        try (var file = Objects.requireNonNull(schema.loader().getResourceAsStream(name), name)) {
            int number = 0;
            for (var row : new JsonMapper().readTree(file)) {
                schema.tutorial().write(transaction, ++number, row);
            }
        } catch (IOException e) {
            throw new StoreException(name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
