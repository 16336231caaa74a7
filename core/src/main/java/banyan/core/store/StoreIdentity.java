package banyan.core.store;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The table with the id of the store: one row, created at random together with the first contents. */
public final class StoreIdentity {
    private StoreIdentity() {}

    /** Returns the id; empty while the store has no first contents. */
    public static Optional<UUID> find(Handle handle) {
        return handle.select("SELECT id FROM store").mapTo(UUID.class).findOne();
    }

    static void insert(WriteTransaction transaction, UUID id, String seed) {
        transaction
                .handle()
                .execute("INSERT INTO store (id, seed, created_at) VALUES (?, ?, ?)", id, seed, transaction.at());
    }
}
