package banyan.launcher.http;

import java.time.Duration;

/**
 * What clients of a port may use, and for how long.
 *
 * @param connections at once; beyond it, those that have been idle for longest are closed, or else the newest one
 * @param connectionsOfClient at once to one client, which is an IPv4 address or an IPv6 network of 64 bits
 * @param unread bytes of responses that wait in memory for clients to read them, over all connections
 * @param request from its first byte until it can be answered
 * @param idle between a response and the next request
 * @param lastAnswer until the client closes
 * @param stall without a byte of a body that a worker reads, or of a response that the client reads
 */
public record Limits(
        int connections,
        int connectionsOfClient,
        long unread,
        Duration request,
        Duration idle,
        Duration lastAnswer,
        Duration stall) {
    /** Of a response that wait for the client; a worker that has more to write blocks. More than any page of a list. */
    public static final int UNREAD_OF_CONNECTION = 512 * 1024;

    /** To the board, if there are file descriptors enough. */
    public static final int CONNECTIONS = 10_000;

    private static final int CONNECTIONS_OF_OPERATORS = 500;

    /** To one peer: fewer than it takes from one address, and more than clients can hold with long polls. */
    private static final int CONNECTIONS_TO_PEER = 2_000;

    /** A forwarded request has a connection at both ends. */
    private static final int FORWARDED_ENDS = 2;

    /** Of the descriptors, where all modules are here and no more than a first move has to find some. */
    private static final int PEERS_OF_WHOLE = 8;

    /** A quarter for one client. */
    private static final int CLIENTS = 4;

    /** Of the heap, for responses that are not read. */
    private static final int SHARE_OF_HEAP = 8;

    /**
     * The board's own. Connections need file descriptors, of which there may be fewer.
     *
     * @param isForwarding whether requests go to other processes from the start
     */
    public static Limits ofBoard(boolean isForwarding) {
        int most = ofClients(FileDescriptors.forConnections(CONNECTIONS_OF_OPERATORS), isForwarding);
        return of(most, Math.max(1, most / CLIENTS));
    }

    /** How many connections to one peer there may be beside them. */
    public static int toPeer(boolean isForwarding) {
        return toPeer(FileDescriptors.forConnections(CONNECTIONS_OF_OPERATORS), isForwarding);
    }

    static int ofClients(long descriptors, boolean isForwarding) {
        return (int) Math.min(CONNECTIONS, descriptors - toPeer(descriptors, isForwarding));
    }

    static int toPeer(long descriptors, boolean isForwarding) {
        return (int) Math.min(CONNECTIONS_TO_PEER, descriptors / (isForwarding ? FORWARDED_ENDS : PEERS_OF_WHOLE));
    }

    /** The operators'. */
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
