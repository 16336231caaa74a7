package banyan.users;

import banyan.core.database.Sha256;
import banyan.core.database.Timestamps;
import banyan.core.store.Database;
import banyan.core.store.WriteTransaction;
import java.time.Instant;
import java.util.Optional;

/** The table of the networks from which users have signed in to their accounts. */
record KnownNetworkStore(Database database) {
    /** Keeps the networks that were used last. */
    static final int MAX_PER_ACCOUNT = 10;

    /** Returns when the network was last recorded for the account. */
    Optional<Instant> lastSignIn(long account, String network) {
        return database.read(handle -> handle.createQuery("""
                        SELECT at FROM known_network WHERE account = :account AND network = :network
                        """)
                .bind("account", account)
                .bind("network", hash(account, network))
                .map((row, context) -> Timestamps.of(row, "at"))
                .findOne());
    }

    /** Records a network, unless the account was deleted after its password was checked. */
    void add(long account, String network) {
        database.write(transaction -> {
            var hash = hash(account, network);
            transaction.handle().execute("DELETE FROM known_network WHERE account = ? AND network = ?", account, hash);
            transaction.handle().execute("""
                    INSERT INTO known_network (account, network, at)
                    SELECT id, CAST(? AS VARCHAR(64)), CAST(? AS TIMESTAMP WITH TIME ZONE) FROM account
                    WHERE id = ? AND deleted_at IS NULL
                    """, hash, transaction.at(), account);
            return transaction
                    .handle()
                    .createUpdate("""
                            DELETE FROM known_network WHERE account = :account AND network NOT IN (
                                SELECT network FROM known_network WHERE account = :account
                                ORDER BY at DESC, network LIMIT :most)
                            """)
                    .bind("account", account)
                    .bind("most", MAX_PER_ACCOUNT)
                    .execute();
        });
    }

    static void forget(WriteTransaction transaction, long account) {
        transaction.handle().execute("DELETE FROM known_network WHERE account = ?", account);
    }

    /**
     * Keeps addresses out of the table and its exports. The hash is not a secret: trying all IPv4 addresses for an account
     * finds its networks in minutes.
     */
    private static String hash(long account, String network) {
        return Sha256.hex(account + " " + network);
    }
}
