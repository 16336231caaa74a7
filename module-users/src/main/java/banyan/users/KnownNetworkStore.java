package banyan.users;

import banyan.core.database.Timestamps;
import banyan.core.store.Database;
import banyan.core.store.Sha256;
import banyan.core.store.WriteTransaction;
import java.time.Instant;
import java.util.Optional;

/** The table of the networks from which somebody has signed in to an account. */
record KnownNetworkStore(Database database) {
    /** Of each account, those that were noted last. */
    static final int MOST = 10;

    /** When it was noted last, if it was. */
    Optional<Instant> noted(long account, String network) {
        return database.read(handle -> handle.createQuery("""
                        SELECT at FROM known_network WHERE account = :account AND network = :network
                        """)
                .bind("account", account)
                .bind("network", hash(account, network))
                .map((row, context) -> Timestamps.of(row, "at"))
                .findOne());
    }

    /** Nothing is noted for an account that was deleted after the password was looked at. */
    void note(long account, String network) {
        database.write(change -> {
            var hash = hash(account, network);
            change.handle().execute("DELETE FROM known_network WHERE account = ? AND network = ?", account, hash);
            change.handle().execute("""
                    INSERT INTO known_network (account, network, at)
                    SELECT id, CAST(? AS VARCHAR(64)), CAST(? AS TIMESTAMP WITH TIME ZONE) FROM account
                    WHERE id = ? AND deleted_at IS NULL
                    """, hash, change.at(), account);
            return change.handle()
                    .createUpdate("""
                            DELETE FROM known_network WHERE account = :account AND network NOT IN (
                                SELECT network FROM known_network WHERE account = :account
                                ORDER BY at DESC, network LIMIT :most)
                            """)
                    .bind("account", account)
                    .bind("most", MOST)
                    .execute();
        });
    }

    static void forget(WriteTransaction change, long account) {
        change.handle().execute("DELETE FROM known_network WHERE account = ?", account);
    }

    /**
     * Whoever reads the table or an export of it does not see at once where people live. It is not a secret: with all IPv4
     * addresses tried for an account, its networks are found in minutes.
     */
    private static String hash(long account, String network) {
        return Sha256.hex(account + " " + network);
    }
}
