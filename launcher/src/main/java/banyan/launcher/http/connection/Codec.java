package banyan.launcher.http.connection;

import banyan.launcher.http.parse.ConnectionOptions;
import banyan.launcher.http.parse.HeadLimits;
import banyan.launcher.http.parse.HeadScanner;
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
 * Reads requests and writes responses. Grizzly's own filter is lenient, and responds to a request that it cannot read with an
 * empty page; so this filter checks each head before Grizzly reads it, and rejects requests itself.
 */
public final class Codec extends HttpServerFilter {
    /** The attribute in which the superclass keeps the request that it is reading. */
    private static final Attribute<Object> IN_PROCESS =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(HTTP_SERVER_REQUEST_ATTR_NAME);

    private static final int UNLIMITED = -1;
    private static final int BYTES = HeadLimits.FORWARDED.bytes();

    /** Headers of a request, and of a forwarded response, to which this launcher adds some. */
    private static final int HEADERS = HeadLimits.FORWARDED.headers();

    private final Connections connections;
    private final FinalResponse finalResponse;

    @SuppressWarnings("deprecation") // there is no other constructor yet
    public Codec(Connections connections, FinalResponse finalResponse) {
        super(true, BYTES + 1, null, keepAlive(), null, HEADERS + 1, HEADERS);
        this.connections = connections;
        this.finalResponse = finalResponse;
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
        var state = connections.state(context.getConnection());
        if (state.stage() != ConnectionState.Stage.HEADERS) {
            state.enter(ConnectionState.Stage.HEADERS);
        }
        int end = HeadScanner.end(input, state.searched(input.remaining()));
        if (end < 0 && input.remaining() <= BYTES) {
            return context.getStopAction(input);
        }
        return isValid(input, end, context) ? super.handleRead(context) : context.getStopAction();
    }

    private boolean isValid(Buffer input, int end, FilterChainContext context) {
        try {
            RequestCheck.check(RequestHead.read(input, end < 0 ? input.limit() : end));
            return true;
        } catch (Rejection e) {
            finalResponse.write(context.getConnection(), e.problem(), HeadScanner.startsWith(input, "HEAD "));
            return false;
        }
    }

    /** An upgrade is an offer (RFC 9110 section 7.8); this launcher declines it, and continues with HTTP/1.1. */
    @Override
    protected void onHttpHeadersParsed(HttpHeader header, MimeHeaders headers, FilterChainContext context) {
        header.getUpgradeDC().recycle();
    }

    /** The option close counts among other options too (RFC 9112 section 9.3); Grizzly looks for a header that is just this. */
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
        finalResponse.write(
                context.getConnection(),
                Rejection.malformed("This is not an HTTP request with headers.").problem());
    }

    /** The endpoint has not seen the request, as its body arrives first. */
    @Override
    protected void onHttpContentError(HttpHeader header, FilterChainContext context, Throwable failure) {
        header.setContentBroken(true);
        var rejection =
                failure instanceof Rejection known ? known : Rejection.malformed("The body is not as its headers say.");
        finalResponse.write(context.getConnection(), rejection.problem());
    }

    private static KeepAlive keepAlive() {
        var keepAlive = new KeepAlive();
        keepAlive.setMaxRequestsCount(UNLIMITED);
        return keepAlive;
    }
}
