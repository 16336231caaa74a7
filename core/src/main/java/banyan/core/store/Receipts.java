package banyan.core.store;

import banyan.core.BoardException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Does what a request asks for once, however often it is sent: its answer is written in the transaction of what it did,
 * and given again for a day.
 */
public final class Receipts {
    private static final Duration KEPT = Duration.ofHours(24);

    private final Database database;

    public Receipts(Database database) {
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
    public Receipt once(long actor, Optional<String> key, String request, Function<Change, Receipt> work) {
        var digest = digest(request);
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
    public Optional<Receipt> earlier(long actor, Optional<String> key, String request) {
        return key.flatMap(name -> database.read(handle -> kept(handle, actor, name, digest(request))));
    }

    /** The request stays known, so that it is not done again. What it was answered may say what is to be gone. */
    static void erase(Change change, long item) {
        change.handle().execute("UPDATE receipt SET body = '' WHERE item = ?", item);
    }

    private static Optional<Receipt> earlier(Change change, long actor, String key, String request) {
        change.handle().execute("DELETE FROM receipt WHERE at < ?", change.at().minus(KEPT));
        return kept(change.handle(), actor, key, request);
    }

    private static Optional<Receipt> kept(Handle handle, long actor, String key, String request) {
        return handle.createQuery("SELECT request, item, body FROM receipt WHERE actor = :actor AND name = :name")
                .bind("actor", actor)
                .bind("name", key)
                .map(Receipts::kept)
                .findOne()
                .map(kept -> kept.of(request));
    }

    private static void keep(Change change, long actor, String key, String request, Receipt receipt) {
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

    private static String digest(String request) {
        try {
            var octets = request.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Kept kept(ResultSet row, StatementContext context) throws SQLException {
        return new Kept(row.getString("request"), new Receipt(row.getLong("item"), row.getString("body")));
    }

    private record Kept(String request, Receipt receipt) {
        Receipt of(String now) {
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
