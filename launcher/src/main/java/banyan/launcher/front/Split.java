package banyan.launcher.front;

import banyan.core.web.Json;
import banyan.launcher.remote.Caller;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
final class Split {
    private static final String COOKIE = "banyan_client";
    private static final Pattern ID = Pattern.compile("[-0-9a-f]{36}");
    private static final Pattern TOKEN = Pattern.compile("(?i)bearer +[^.]*\\.([-_A-Za-z0-9]+)\\..*");

    /**
     * Which place it is.
     *
     * @param address of who asks, who may be a launcher, which keeps no cookies
     */
    static Location of(Request request, Response response, Route route, InetAddress address) {
        var key = subject(request)
                .or(() -> cookie(request))
                .or(() -> Optional.ofNullable(request.getHeader(Caller.HOPS)).map(hops -> address.getHostAddress()))
                .orElseGet(() -> acquainted(response));
        return route.at(point(key));
    }

    private Split() {}

    private static Optional<String> subject(Request request) {
        var token = TOKEN.matcher(String.valueOf(request.getHeader("Authorization")));
        if (!token.matches()) {
            return Optional.empty();
        }
        try {
            var claims = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(token.group(1)));
            return Optional.ofNullable(claims.path("sub").textValue()).map(subject -> "sub " + subject);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // the module says what is wrong with it
        }
    }

    private static Optional<String> cookie(Request request) {
        var cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (var cookie : cookies) {
            if (cookie.getName().equals(COOKIE) && ID.matcher(cookie.getValue()).matches()) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
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
