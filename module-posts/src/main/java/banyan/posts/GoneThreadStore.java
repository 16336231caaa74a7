package banyan.posts;

import banyan.core.store.WriteTransaction;

/** The table of deleted threads, as far as posts has heard. */
final class GoneThreadStore {
    private GoneThreadStore() {}

    /** Returns whether a thread is deleted. It stays so until the transaction is committed. */
    static boolean contains(WriteTransaction change, long thread) {
        return change.handle()
                        .createQuery("SELECT COUNT(*) FROM deleted_thread WHERE id = :id")
                        .bind("id", thread)
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    static void add(WriteTransaction change, long thread, long replay) {
        change.handle().execute("DELETE FROM deleted_thread WHERE id = ?", thread);
        change.handle().execute("INSERT INTO deleted_thread (id, replay) VALUES (?, ?)", thread, replay);
    }
}
