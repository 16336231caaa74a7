package banyan.core.store;

import java.util.concurrent.Semaphore;

/**
 * Stops background work while another database is the home of the data: only the home writes. The work waits without
 * queries, and continues when this process sees the change of the role.
 */
public final class HomeGate implements AutoCloseable {
    private final Database database;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean isClosed;

    public HomeGate(Database database) {
        this.database = database;
        database.addRoleListener(role -> wake());
    }

    /**
     * Waits until the database is the home, or until news.
     *
     * @return whether it is the home
     */
    public boolean await() throws InterruptedException {
        if (!isClosed && !database.isHome()) {
            news.acquire();
            news.drainPermits();
        }
        return !isClosed && database.isHome();
    }

    /** Lets a waiting thread look at the rows: a replication has changed them. */
    public void wake() {
        news.release();
    }

    /** Ends the wait for ever. */
    @Override
    public void close() {
        isClosed = true;
        wake();
    }
}
