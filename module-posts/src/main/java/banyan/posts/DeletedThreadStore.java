package banyan.posts;

import banyan.core.store.WriteTransaction;

/** The table of deleted threads, as far as this module has read the feed of threads. */
final class DeletedThreadStore {
    private DeletedThreadStore() {}

    /** Returns whether a thread is deleted. No other transaction changes this before this one is committed. */
    static boolean contains(WriteTransaction transaction, long thread) {
        return transaction
                        .handle()
                        .createQuery("SELECT COUNT(*) FROM deleted_thread WHERE id = :id")
                        .bind("id", thread)
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    static void add(WriteTransaction transaction, long thread, long replay) {
        transaction.handle().execute("DELETE FROM deleted_thread WHERE id = ?", thread);
        transaction.handle().execute("INSERT INTO deleted_thread (id, replay) VALUES (?, ?)", thread, replay);
    }
}
