package banyan.users;

import banyan.core.database.Timestamps;
import banyan.core.store.Database;
import banyan.core.store.WriteTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The table of the keys that sign tokens. */
record SigningKeyStore(Database database) {
    /**
     * A row.
     *
     * @param jwk the key with its private part (RFC 7517)
     * @param signsFrom when it replaces the key before it
     */
    record Row(String id, String jwk, Instant signsFrom) {
        /** Omits the key, which is a secret. */
        @Override
        public String toString() {
            return "Row[id=" + id + ", signsFrom=" + signsFrom + "]";
        }
    }

    /** Returns all keys in the order in which they sign. */
    List<Row> all() {
        return database.read(SigningKeyStore::all);
    }

    /** Returns all keys. No other process changes them before this transaction is committed. */
    static List<Row> all(WriteTransaction transaction) {
        return all(transaction.handle());
    }

    static void insert(WriteTransaction transaction, Row row) {
        transaction
                .handle()
                .execute(
                        "INSERT INTO signing_key (id, jwk, signs_from, created_at) VALUES (?, ?, ?, ?)",
                        row.id(),
                        row.jwk(),
                        row.signsFrom().atOffset(ZoneOffset.UTC),
                        transaction.at());
    }

    /** Deletes a key, and returns whether it existed. */
    static boolean delete(WriteTransaction transaction, String id) {
        return transaction.handle().execute("DELETE FROM signing_key WHERE id = ?", id) > 0;
    }

    private static List<Row> all(Handle handle) {
        return handle.select("SELECT id, jwk, signs_from FROM signing_key ORDER BY signs_from, id")
                .map(SigningKeyStore::row)
                .list();
    }

    private static Row row(ResultSet row, StatementContext context) throws SQLException {
        return new Row(row.getString("id"), row.getString("jwk"), Timestamps.of(row, "signs_from"));
    }
}
