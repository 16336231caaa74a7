package banyan.core.store;

import banyan.core.Feed;
import banyan.core.users.Users;
import java.util.function.Supplier;

/** Who has left, as far as a module has heard: it follows the feed of users. */
public record DeletedUsers(Database database) {
    /** Follows until it is closed. */
    public Follower follow(Supplier<? extends Users> users) {
        return Follower.start(database, "users", users, DeletedUsers::note);
    }

    public boolean contains(long user) {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM deleted_user WHERE id = :id")
                        .bind("id", user)
                        .mapTo(int.class)
                        .one()
                > 0);
    }

    private static void note(Change change, Feed.Entry entry) {
        if (entry.kind().equals(Feed.Entry.DELETED)) {
            change.handle().execute("DELETE FROM deleted_user WHERE id = ?", entry.id());
            change.handle().execute("INSERT INTO deleted_user (id) VALUES (?)", entry.id());
        }
    }
}
