package banyan.launcher.address;

import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Finds the addresses of a name, except those that plain {@code http} must not use, as tokens would cross open networks. The
 * addresses take turns to be first; the client tries the others if the first one refuses the connection.
 */
public final class PrivateAddressResolver implements SocketAddressResolver {
    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int UNIQUE_LOCAL_BITS = 0xfe;

    /** The one address of a metadata service that is not link-local: that of EC2 (fd00:ec2::254). */
    private static final byte[] METADATA = {(byte) 0xfd, 0, 0x0e, (byte) 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0x54};

    private final Executor threads;
    private final Lookup lookup;
    private final Map<String, Turns> turns = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<InetAddress[]>> lookups = new ConcurrentHashMap<>();

    /** Finds all addresses of a name. */
    @FunctionalInterface
    public interface Lookup {
        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    /**
     * The addresses of a name, and whose turn it is.
     *
     * @param addresses the number of addresses
     */
    private record Turns(int addresses, AtomicInteger next) {}

    /**
     * @param threads for lookups
     */
    public PrivateAddressResolver(Executor threads, Lookup lookup) {
        this.threads = threads;
        this.lookup = lookup;
    }

    @Override
    public void resolve(String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
        boolean isSecure = context.get(Destination.CONTEXT_KEY) instanceof Destination to && to.isSecure();
        var unused = lookUp(host).whenComplete((found, failure) -> {
            if (failure != null) {
                promise.failed(failure);
            } else {
                promise(promise, host, port, usable(found, isSecure));
            }
        });
    }

    private static List<InetAddress> usable(InetAddress[] found, boolean isSecure) {
        return Stream.of(found)
                .distinct()
                .filter(address -> isSecure || isPrivate(address))
                .toList();
    }

    private void promise(Promise<List<InetSocketAddress>> promise, String host, int port, List<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            promise.failed(new ConnectException(host + " is neither on loopback nor on a private network: use https"));
        } else {
            promise.succeeded(inTurn(host, addresses).stream()
                    .map(address -> new InetSocketAddress(address, port))
                    .toList());
        }
    }

    /** One lookup of a name at a time: a name server that does not respond blocks one thread for it. */
    private CompletableFuture<InetAddress[]> lookUp(String host) {
        var mine = new CompletableFuture<InetAddress[]>();
        var other = lookups.putIfAbsent(host, mine);
        if (other != null) {
            return other;
        }
        try {
            threads.execute(() -> complete(host, mine));
        } catch (RejectedExecutionException e) {
            lookups.remove(host);
            mine.completeExceptionally(e);
        }
        return mine;
    }

    private void complete(String host, CompletableFuture<InetAddress[]> mine) {
        try {
            var found = lookup.addresses(host);
            lookups.remove(host);
            mine.complete(found);
        } catch (UnknownHostException | RuntimeException e) {
            lookups.remove(host);
            mine.completeExceptionally(e);
        }
    }

    /** The number of addresses that take turns for this name; 1 before the first lookup. */
    public int count(String host) {
        var known = turns.get(host);
        return known == null ? 1 : known.addresses();
    }

    /** Addresses of the other IP version may belong to the same hosts: they come last. */
    private List<InetAddress> inTurn(String host, List<InetAddress> addresses) {
        var first = addresses.get(0).getClass();
        var alike = new ArrayList<>(addresses.stream().filter(first::isInstance).toList());
        var turn = turns.compute(
                host, (name, last) -> new Turns(alike.size(), last == null ? new AtomicInteger() : last.next()));
        Collections.rotate(alike, -Math.floorMod(turn.next().getAndIncrement(), alike.size()));
        addresses.stream().filter(address -> !first.isInstance(address)).forEach(alike::add);
        return alike;
    }

    /**
     * Whether the address is on this machine or a private network: loopback, RFC 1918, or RFC 4193 (fc00::/7). Link-local
     * addresses are not: in a cloud they belong to metadata services, which disclose secrets.
     */
    public static boolean isPrivate(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || (address instanceof Inet6Address && isUniqueLocal(address.getAddress()));
    }

    private static boolean isUniqueLocal(byte[] address) {
        return (address[0] & UNIQUE_LOCAL_BITS) == UNIQUE_LOCAL && !Arrays.equals(address, METADATA);
    }
}
