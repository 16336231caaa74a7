package banyan.core.idempotency;

import banyan.core.BoardException;
import banyan.core.database.Sha256;
import banyan.core.store.Database;
import banyan.core.store.WriteTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Executes a request once, however often the client sends it. The response is stored in the transaction of its effect,
 * and returned again for a day.
 */
public final class IdempotencyRecords {
    private static final Duration KEPT = Duration.ofHours(24);

    /**
     * The maximum number of records that a write deletes, because other writers wait. A write adds one record, so all
     * old records are deleted in the end.
     */
    private static final int DELETED_AT_ONCE = 20;

    /** Erases the stored responses about deleted items. Their keys stay, so that no such request is executed again. */
    public static final WriteTransaction.Listener ERASURE = new WriteTransaction.Listener() {
        @Override
        public void deleted(WriteTransaction transaction, List<Long> ids) {
            var erased = transaction.handle().prepareBatch("UPDATE receipt SET body = '' WHERE item = ?");
            ids.forEach(erased::add);
            erased.execute();
        }
    };

    private final Database database;

    public IdempotencyRecords(Database database) {
        this.database = database;
    }

    /**
     * Executes a request, unless it was executed before.
     *
     * @param actor the user who sent the request; 0 without an account
     * @param key the client's key of the request; empty to execute it in any case
     * @param request everything that the request depends on except secrets: another request may not have the same key
     * @throws BoardException CONFLICT if the key was used for another request, or for an item that is deleted now
     */
    public StoredResponse once(
            long actor, Optional<String> key, String request, Function<WriteTransaction, StoredResponse> work) {
        var digest = Sha256.hex(request);
        return database.write(transaction -> key.flatMap(name -> earlier(transaction, actor, name, digest))
                .orElseGet(() -> {
                    var response = work.apply(transaction);
                    key.ifPresent(name -> keep(transaction, actor, name, digest, response));
                    return response;
                }));
    }

    /**
     * Returns the response of an earlier execution, for a caller that would call other modules before a new one.
     *
     * @throws BoardException CONFLICT if the key was used for another request, or for an item that is deleted now
     */
    public Optional<StoredResponse> earlier(long actor, Optional<String> key, String request) {
        var since = OffsetDateTime.now(ZoneOffset.UTC).minus(KEPT);
        return key.flatMap(name -> database.read(handle -> kept(handle, actor, name))
                .filter(kept -> !kept.at().isBefore(since))
                .map(kept -> kept.responseTo(Sha256.hex(request))));
    }

    private static Optional<StoredResponse> earlier(
            WriteTransaction transaction, long actor, String key, String request) {
        var since = transaction.at().minus(KEPT);
        deleteSome(transaction, since);
        var kept = kept(transaction.handle(), actor, key);
        if (kept.isPresent() && kept.get().at().isBefore(since)) {
            transaction.handle().execute("DELETE FROM receipt WHERE actor = ? AND name = ?", actor, key);
            return Optional.empty();
        }
        return kept.map(earlier -> earlier.responseTo(request));
    }

    /** Deletes some old records, the oldest first, along the index. */
    private static void deleteSome(WriteTransaction transaction, OffsetDateTime since) {
        transaction
                .handle()
                .createQuery("""
                        SELECT MAX(at) FROM (SELECT at FROM receipt WHERE at < :since ORDER BY at LIMIT :most) oldest
                        """)
                .bind("since", since)
                .bind("most", DELETED_AT_ONCE)
                .mapTo(OffsetDateTime.class)
                .findOne()
                .ifPresent(last -> transaction.handle().execute("DELETE FROM receipt WHERE at <= ?", last));
    }

    private static Optional<Kept> kept(Handle handle, long actor, String key) {
        return handle.createQuery("SELECT request, item, body, at FROM receipt WHERE actor = :actor AND name = :name")
                .bind("actor", actor)
                .bind("name", key)
                .map(IdempotencyRecords::row)
                .findOne();
    }

    private static void keep(
            WriteTransaction transaction, long actor, String key, String request, StoredResponse response) {
        transaction
                .handle()
                .execute(
                        "INSERT INTO receipt (actor, name, request, item, body, at) VALUES (?, ?, ?, ?, ?, ?)",
                        actor,
                        key,
                        request,
                        response.item(),
                        response.body(),
                        transaction.at());
    }

    private static Kept row(ResultSet row, StatementContext context) throws SQLException {
        return new Kept(
                row.getString("request"),
                row.getObject("at", OffsetDateTime.class),
                new StoredResponse(row.getLong("item"), row.getString("body")));
    }

    private record Kept(String request, OffsetDateTime at, StoredResponse response) {
        StoredResponse responseTo(String newRequest) {
            if (!request.equals(newRequest)) {
                throw conflict("for another request");
            }
            if (response.body().isEmpty()) {
                throw conflict("for a request whose item is deleted now");
            }
            return response;
        }

        private static BoardException conflict(String reason) {
            return new BoardException(
                    BoardException.Kind.CONFLICT,
                    "This Idempotency-Key was used " + reason + ": a new request needs a new key.");
        }
    }
}
