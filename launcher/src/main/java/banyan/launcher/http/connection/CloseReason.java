package banyan.launcher.http.connection;

/** Why this process closed a connection that the client would have kept. */
enum CloseReason {
    /** There were too many connections, and this one was idle for longest. */
    DISPLACED,
    /** There were too many connections, and none was idle. */
    REFUSED,
    /** The client read nothing for too long. */
    STALLED,
    /** All clients together left too many bytes unread. */
    UNREAD
}
