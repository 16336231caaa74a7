package banyan.core.idempotency;

import banyan.core.BoardException;
import banyan.core.store.Database;
import banyan.core.store.Sha256;
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
 * Does what a request asks for once, however often it is sent: its answer is written in the transaction of what it did,
 * and given again for a day.
 */
public final class IdempotencyRecords {
    private static final Duration KEPT = Duration.ofHours(24);

    /** Others wait for their turn to write meanwhile. One write adds one, so that all go in the end. */
    private static final int FORGOTTEN_AT_ONCE = 20;

    /**
     * Erases what the responses about deleted items say. Their requests stay known, so that none is done again.
     */
    public static final WriteTransaction.Listener ERASURE = new WriteTransaction.Listener() {
        @Override
        public void deleted(WriteTransaction change, List<Long> ids) {
            var erased = change.handle().prepareBatch("UPDATE receipt SET body = '' WHERE item = ?");
            ids.forEach(erased::add);
            erased.execute();
        }
    };

    private final Database database;

    public IdempotencyRecords(Database database) {
        this.database = database;
    }

    /**
     * Changes something, unless this very request has done so.
     *
     * @param actor who asks; 0 for somebody who has no account yet
     * @param key what the client calls the request; empty to do it in any case
     * @param request all that the request depends on but secrets: another request may not have the same key
     * @throws BoardException CONFLICT if the key was used for another request, or for an item that is deleted by now
     */
    public StoredResponse once(
            long actor, Optional<String> key, String request, Function<WriteTransaction, StoredResponse> work) {
        var digest = Sha256.hex(request);
        return database.write(change -> key.flatMap(name -> earlier(change, actor, name, digest))
                .orElseGet(() -> {
                    var receipt = work.apply(change);
                    key.ifPresent(name -> keep(change, actor, name, digest, receipt));
                    return receipt;
                }));
    }

    /**
     * What this very request was answered before, for who would ask others about a new one.
     *
     * @throws BoardException CONFLICT if the key was used for another request, or for an item that is deleted by now
     */
    public Optional<StoredResponse> earlier(long actor, Optional<String> key, String request) {
        var since = OffsetDateTime.now(ZoneOffset.UTC).minus(KEPT);
        return key.flatMap(name -> database.read(handle -> kept(handle, actor, name))
                .filter(kept -> !kept.at().isBefore(since))
                .map(kept -> kept.of(Sha256.hex(request))));
    }

    private static Optional<StoredResponse> earlier(WriteTransaction change, long actor, String key, String request) {
        var since = change.at().minus(KEPT);
        forgetSome(change, since);
        var kept = kept(change.handle(), actor, key);
        if (kept.isPresent() && kept.get().at().isBefore(since)) {
            change.handle().execute("DELETE FROM receipt WHERE actor = ? AND name = ?", actor, key);
            return Optional.empty();
        }
        return kept.map(earlier -> earlier.of(request));
    }

    /** Along the index, the oldest first. */
    private static void forgetSome(WriteTransaction change, OffsetDateTime since) {
        change.handle()
                .createQuery("""
                        SELECT MAX(at) FROM (SELECT at FROM receipt WHERE at < :since ORDER BY at LIMIT :most) oldest
                        """)
                .bind("since", since)
                .bind("most", FORGOTTEN_AT_ONCE)
                .mapTo(OffsetDateTime.class)
                .findOne()
                .ifPresent(last -> change.handle().execute("DELETE FROM receipt WHERE at <= ?", last));
    }

    private static Optional<Kept> kept(Handle handle, long actor, String key) {
        return handle.createQuery("SELECT request, item, body, at FROM receipt WHERE actor = :actor AND name = :name")
                .bind("actor", actor)
                .bind("name", key)
                .map(IdempotencyRecords::row)
                .findOne();
    }

    private static void keep(WriteTransaction change, long actor, String key, String request, StoredResponse receipt) {
        change.handle()
                .execute(
                        "INSERT INTO receipt (actor, name, request, item, body, at) VALUES (?, ?, ?, ?, ?, ?)",
                        actor,
                        key,
                        request,
                        receipt.item(),
                        receipt.body(),
                        change.at());
    }

    private static Kept row(ResultSet row, StatementContext context) throws SQLException {
        return new Kept(
                row.getString("request"),
                row.getObject("at", OffsetDateTime.class),
                new StoredResponse(row.getLong("item"), row.getString("body")));
    }

    private record Kept(String request, OffsetDateTime at, StoredResponse receipt) {
        StoredResponse of(String now) {
            if (!request.equals(now)) {
                throw refused("for another request");
            }
            if (receipt.body().isEmpty()) {
                throw refused("before, and what that request made is deleted");
            }
            return receipt;
        }

        private static BoardException refused(String reason) {
            return new BoardException(
                    BoardException.Kind.CONFLICT,
                    "This Idempotency-Key was used " + reason + ": a new request needs a new one.");
        }
    }
}
