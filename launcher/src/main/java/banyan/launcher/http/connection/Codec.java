package banyan.launcher.http.connection;

import banyan.launcher.http.parse.ConnectionOptions;
import banyan.launcher.http.parse.HeadLimits;
import banyan.launcher.http.parse.Rejection;
import banyan.launcher.http.parse.RequestCheck;
import banyan.launcher.http.parse.RequestHead;
import java.io.IOException;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.ChunkedTransferEncoding;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.KeepAlive;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.http.util.MimeHeaders;

/**
 * Reads requests and writes answers. Grizzly's own filter is lenient about what it reads and answers what it cannot read
 * with an empty page; so this one hands it only what has been checked, and answers the rest itself.
 */
public final class Codec extends HttpServerFilter {
    /** Where the filter above keeps the request that it is reading. */
    private static final Attribute<Object> IN_PROCESS =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(HTTP_SERVER_REQUEST_ATTR_NAME);

    private static final int WITHOUT_END = -1;
    private static final int OCTETS = HeadLimits.FORWARDED.octets();

    /** Of a request, and of an answer that comes from another process, to which this one adds some. */
    private static final int HEADERS = HeadLimits.FORWARDED.headers();

    private final Connections connections;
    private final FinalResponse lastAnswer;

    @SuppressWarnings("deprecation") // there is no other constructor yet
    public Codec(Connections connections, FinalResponse lastAnswer) {
        super(true, OCTETS + 1, null, keepAlive(), null, HEADERS + 1, HEADERS);
        this.connections = connections;
        this.lastAnswer = lastAnswer;
        for (var encoding : getTransferEncodings()) {
            if (encoding instanceof ChunkedTransferEncoding) {
                removeTransferEncoding(encoding);
                addTransferEncoding(new ChunkedEncoding(encoding));
            }
        }
    }

    @Override
    public NextAction handleRead(FilterChainContext context) throws IOException {
        if (IN_PROCESS.get(context.getConnection()) != null) {
            return super.handleRead(context);
        }
        Buffer input = context.getMessage();
        var visit = connections.visit(context.getConnection());
        if (visit.stage() != ConnectionState.Stage.HEADERS) {
            visit.is(ConnectionState.Stage.HEADERS);
        }
        int end = RequestHead.end(input, visit.searched(input.remaining()));
        if (end < 0 && input.remaining() <= OCTETS) {
            return context.getStopAction(input);
        }
        return isFit(input, end, context) ? super.handleRead(context) : context.getStopAction();
    }

    private boolean isFit(Buffer input, int end, FilterChainContext context) {
        try {
            RequestCheck.check(RequestHead.read(input, end < 0 ? input.limit() : end));
            return true;
        } catch (Rejection e) {
            lastAnswer.write(context.getConnection(), e.problem(), RequestHead.startsWith(input, "HEAD "));
            return false;
        }
    }

    /** An upgrade is an offer (RFC 9110 section 7.8), declined by going on in HTTP/1.1. */
    @Override
    protected void onHttpHeadersParsed(HttpHeader header, MimeHeaders headers, FilterChainContext context) {
        header.getUpgradeDC().recycle();
    }

    /** Whoever lists it among others means it too (RFC 9112 section 9.3); Grizzly looks for a header that says nothing else. */
    @Override
    protected boolean onHttpHeaderParsed(HttpHeader header, Buffer buffer, FilterChainContext context) {
        boolean hasError = super.onHttpHeaderParsed(header, buffer, context);
        if (ConnectionOptions.of(header.getHeaders().values(Header.Connection)).contains("close")) {
            header.getProcessingState().setKeepAlive(false);
        }
        return hasError;
    }

    @Override
    protected void onHttpHeaderError(HttpHeader header, FilterChainContext context, Throwable failure) {
        lastAnswer.write(
                context.getConnection(),
                Rejection.malformed("This is not an HTTP request with headers.").problem());
    }

    /** A body arrives before anybody hears of its request. */
    @Override
    protected void onHttpContentError(HttpHeader header, FilterChainContext context, Throwable failure) {
        header.setContentBroken(true);
        var refusal =
                failure instanceof Rejection known ? known : Rejection.malformed("The body is not as its headers say.");
        lastAnswer.write(context.getConnection(), refusal.problem());
    }

    private static KeepAlive keepAlive() {
        var keepAlive = new KeepAlive();
        keepAlive.setMaxRequestsCount(WITHOUT_END);
        return keepAlive;
    }
}
