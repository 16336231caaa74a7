package banyan.launcher.proxy;

import banyan.launcher.http.RequestContext;
import banyan.launcher.http.parse.ConnectionOptions;
import banyan.launcher.remote.CallContext;
import banyan.launcher.remote.HomeHeader;
import banyan.launcher.remote.Trace;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Copies the headers of a forwarded request or response, except those of one connection alone. */
public final class ForwardedHeaders {
    /** RFC 9110 section 7.6.1, and older names. */
    private static final Set<String> OF_A_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** Headers that the HTTP client or this launcher writes itself. */
    private static final Set<String> WRITTEN_ANEW = Set.of(
            "host",
            "content-length",
            "expect",
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-real-ip",
            Trace.HEADER,
            CallContext.HOPS.toLowerCase(Locale.ROOT),
            CallContext.TIME_LEFT.toLowerCase(Locale.ROOT),
            HomeHeader.NAME.toLowerCase(Locale.ROOT));

    /** Headers of a response that this launcher writes itself, or that are for it alone. */
    private static final Set<String> OF_A_LAUNCHER = Set.of("date", HomeHeader.NAME.toLowerCase(Locale.ROOT));

    private ForwardedHeaders() {}

    /**
     * Copies the headers of a request.
     *
     * @param timeout for the response
     */
    public static void copy(Request from, HttpFields.Mutable to, RequestContext context, Duration timeout) {
        var dropped = ConnectionOptions.of(from.getHeaders("Connection"));
        for (var name : from.getHeaderNames()) {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!OF_A_CONNECTION.contains(lower) && !WRITTEN_ANEW.contains(lower) && !dropped.contains(lower)) {
                from.getHeaders(name).forEach(value -> to.add(name, value));
            }
        }
        to.add("Forwarded", "for=" + node(context.client()) + ";proto=" + (from.isSecure() ? "https" : "http"));
        context.caller().addTo(to, timeout);
    }

    /** Copies the headers of a response. The date is that of this launcher. */
    public static void copy(HttpFields from, Response to) {
        var dropped = ConnectionOptions.of(from.getValuesList(HttpHeader.CONNECTION));
        for (HttpField field : from) {
            var lower = field.getLowerCaseName();
            if (!OF_A_CONNECTION.contains(lower) && !dropped.contains(lower) && !OF_A_LAUNCHER.contains(lower)) {
                to.addHeader(field.getName(), field.getValue());
            }
        }
    }

    /** RFC 7239 section 6: an IPv6 address is in brackets, and so in quotes. */
    private static String node(InetAddress client) {
        var address = client.getHostAddress().replaceFirst("%.*", "");
        return client instanceof Inet6Address ? "\"[" + address + "]\"" : address;
    }
}
