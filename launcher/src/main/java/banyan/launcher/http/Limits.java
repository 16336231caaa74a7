package banyan.launcher.http;

import java.time.Duration;

/**
 * The bounds for the clients of a port.
 *
 * @param connections at once; beyond it, the port closes those that were idle for longest, or else the newest one
 * @param connectionsOfClient at once of one client, which is an IPv4 address or an IPv6 network of 64 bits
 * @param unread bytes of responses that wait in memory for clients to read them, over all connections
 * @param request from its first byte to its last
 * @param idle between a response and the next request
 * @param finalResponse from the response to a rejected request until the client closes
 * @param stall without a byte of a body that a worker reads, or of a response that the client reads
 */
public record Limits(
        int connections,
        int connectionsOfClient,
        long unread,
        Duration request,
        Duration idle,
        Duration finalResponse,
        Duration stall) {
    /** Unread bytes of one connection; a worker that writes more blocks. More than any page of a list. */
    public static final int UNREAD_OF_CONNECTION = 512 * 1024;

    /** Connections to the board, if there are enough file descriptors. */
    public static final int CONNECTIONS = 10_000;

    private static final int CONNECTIONS_OF_OPERATORS = 500;

    /** Connections to one peer: fewer than it accepts from one address, and more than clients can hold with long polls. */
    private static final int CONNECTIONS_TO_PEER = 2_000;

    /** A forwarded request has a connection at both ends. */
    private static final int FORWARDED_ENDS = 2;

    /** One in so many descriptors is kept for peers where all modules are here, for a first move. */
    private static final int PEERS_OF_WHOLE = 8;

    /** One client may have a quarter of the connections. */
    private static final int CLIENTS = 4;

    /** One in so many bytes of the heap is for unread responses. */
    private static final int SHARE_OF_HEAP = 8;

    /**
     * The limits of the board's port. Connections need file descriptors, of which there may be fewer.
     *
     * @param isForwarding whether requests go to other processes from the start
     */
    public static Limits ofBoard(boolean isForwarding) {
        int most = ofClients(FileDescriptors.forConnections(CONNECTIONS_OF_OPERATORS), isForwarding);
        return of(most, Math.max(1, most / CLIENTS));
    }

    /** The limit of connections to one peer, beside those of clients. */
    public static int toPeer(boolean isForwarding) {
        return toPeer(FileDescriptors.forConnections(CONNECTIONS_OF_OPERATORS), isForwarding);
    }

    static int ofClients(long descriptors, boolean isForwarding) {
        return (int) Math.min(CONNECTIONS, descriptors - toPeer(descriptors, isForwarding));
    }

    static int toPeer(long descriptors, boolean isForwarding) {
        return (int) Math.min(CONNECTIONS_TO_PEER, descriptors / (isForwarding ? FORWARDED_ENDS : PEERS_OF_WHOLE));
    }

    /** The limits of the admin port. */
    public static Limits ofOperators() {
        return of(CONNECTIONS_OF_OPERATORS, CONNECTIONS_OF_OPERATORS);
    }

    private static Limits of(int connections, int ofClient) {
        return new Limits(
                connections,
                ofClient,
                Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP,
                Duration.ofSeconds(10),
                Duration.ofSeconds(75),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10));
    }
}
