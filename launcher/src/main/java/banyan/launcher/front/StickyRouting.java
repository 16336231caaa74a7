package banyan.launcher.front;

import banyan.launcher.remote.CallContext;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.Route;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/**
 * Whose request it is, so that one who asks again comes to the same place: known by the subject of the token, else by a
 * cookie, else by the address. None of it is verified, as nothing but the place depends on it.
 */
final class StickyRouting {
    private static final String COOKIE = "banyan_client";
    private static final Pattern ID = Pattern.compile("[-0-9a-f]{36}");

    /**
     * Which place it is.
     *
     * @param address of who asks, who may be a launcher, which keeps no cookies
     */
    static Location of(Request request, Response response, Route route, InetAddress address) {
        var key = UnverifiedSubject.subject(request.getHeader("Authorization"))
                .map(subject -> "sub " + subject)
                .or(() -> cookie(request))
                .or(() ->
                        Optional.ofNullable(request.getHeader(CallContext.HOPS)).map(hops -> address.getHostAddress()))
                .orElseGet(() -> acquainted(response));
        return route.at(point(key));
    }

    private StickyRouting() {}

    private static Optional<String> cookie(Request request) {
        var headers = new ArrayList<String>();
        request.getHeaders("Cookie").forEach(headers::add);
        return new CookieReader(headers)
                .value(COOKIE)
                .filter(id -> ID.matcher(id).matches());
    }

    private static String acquainted(Response response) {
        var id = UUID.randomUUID().toString();
        response.addHeader("Set-Cookie", COOKIE + "=" + id + "; Path=/; HttpOnly; SameSite=Lax");
        return id;
    }

    private static int point(String key) {
        var sum = new CRC32();
        sum.update(key.getBytes(StandardCharsets.UTF_8));
        return (int) (sum.getValue() >>> 1);
    }
}
