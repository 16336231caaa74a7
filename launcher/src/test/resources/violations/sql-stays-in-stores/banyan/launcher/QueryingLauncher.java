package banyan.launcher;

final class QueryingLauncher {
    void change(org.jdbi.v3.core.Handle handle) {
        handle.execute("DELETE FROM post");
    }
}
