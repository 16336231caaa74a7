package banyan.launcher.routing;

import banyan.launcher.http.RequestContext;
import banyan.launcher.remote.CallContext;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.Route;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Sends all requests of a client to the same location of a split route. The client is known by the subject of its token, else
 * by a cookie, else by its address. None of them is verified, as only the location depends on it.
 */
final class StickyRouting {
    /** The name of the cookie. */
    static final String COOKIE = "banyan_client";

    private static final Pattern ID = Pattern.compile("[-0-9a-f]{36}");

    private final Supplier<UUID> newIds;

    /**
     * @param newIds random ids for clients that are not known: the only thing that a decision depends on beside its arguments
     */
    StickyRouting(Supplier<UUID> newIds) {
        this.newIds = newIds;
    }

    /**
     * A location, and the id of a client that is to be known by it from now on.
     */
    record Choice(Location location, Optional<String> newClientId) {}

    Choice choose(RequestContext request, Route route) {
        var known = UnverifiedSubject.subject(request.header("Authorization"))
                .map(subject -> "sub " + subject)
                .or(() -> cookie(request))
                .or(() -> launcher(request));
        if (known.isPresent()) {
            return new Choice(route.at(point(known.get())), Optional.empty());
        }
        var id = newIds.get().toString();
        return new Choice(route.at(point(id)), Optional.of(id));
    }

    private static Optional<String> cookie(RequestContext request) {
        return CookieReader.value(request.headers("Cookie"), COOKIE)
                .filter(id -> ID.matcher(id).matches());
    }

    /** A launcher that forwards or calls keeps no cookies. */
    private static Optional<String> launcher(RequestContext request) {
        return request.header(CallContext.HOPS) == null
                ? Optional.empty()
                : Optional.of(request.client().getHostAddress());
    }

    private static int point(String key) {
        var sum = new CRC32();
        sum.update(key.getBytes(StandardCharsets.UTF_8));
        return (int) (sum.getValue() >>> 1);
    }
}
