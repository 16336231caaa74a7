package banyan.launcher.http;

import java.io.IOException;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.KeepAlive;
import org.glassfish.grizzly.http.util.MimeHeaders;

/**
 * Reads requests and writes answers. Grizzly's own filter is lenient about what it reads and answers what it cannot read
 * with an empty page; so this one hands it only what has been checked, and answers the rest itself.
 */
final class Codec extends HttpServerFilter {
    /** Where the filter above keeps the request that it is reading. */
    private static final Attribute<Object> IN_PROCESS =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(HTTP_SERVER_REQUEST_ATTR_NAME);

    private static final int WITHOUT_END = -1;

    private final Connections connections;
    private final LastAnswer lastAnswer;

    @SuppressWarnings("deprecation") // there is no other constructor yet
    Codec(Connections connections, LastAnswer lastAnswer) {
        super(true, RequestHead.OCTETS + 1, null, keepAlive(), null, RequestHead.HEADERS + 1, RequestHead.HEADERS);
        this.connections = connections;
        this.lastAnswer = lastAnswer;
    }

    @Override
    public NextAction handleRead(FilterChainContext context) throws IOException {
        if (IN_PROCESS.get(context.getConnection()) != null) {
            return super.handleRead(context);
        }
        Buffer input = context.getMessage();
        var visit = connections.visit(context.getConnection());
        if (visit.stage() != Visit.Stage.HEADERS) {
            visit.is(Visit.Stage.HEADERS);
        }
        int end = RequestHead.end(input, visit.searched(input.remaining()));
        if (end < 0 && input.remaining() <= RequestHead.OCTETS) {
            return context.getStopAction(input);
        }
        return isFit(input, end, context) ? super.handleRead(context) : context.getStopAction();
    }

    private boolean isFit(Buffer input, int end, FilterChainContext context) {
        try {
            RequestCheck.check(RequestHead.read(input, end < 0 ? input.limit() : end));
            return true;
        } catch (Refusal e) {
            lastAnswer.write(context.getConnection(), e.problem(), RequestHead.startsWith(input, "HEAD "));
            return false;
        }
    }

    /** An upgrade is an offer (RFC 9110 section 7.8), declined by going on in HTTP/1.1. */
    @Override
    protected void onHttpHeadersParsed(HttpHeader header, MimeHeaders headers, FilterChainContext context) {
        header.getUpgradeDC().recycle();
    }

    @Override
    protected void onHttpHeaderError(HttpHeader header, FilterChainContext context, Throwable failure) {
        lastAnswer.write(
                context.getConnection(),
                Refusal.malformed("This is not an HTTP request with headers.").problem());
    }

    /** A body arrives before anybody hears of its request. */
    @Override
    protected void onHttpContentError(HttpHeader header, FilterChainContext context, Throwable failure) {
        header.setContentBroken(true);
        lastAnswer.write(
                context.getConnection(),
                Refusal.malformed("The body is not as its headers say.").problem());
    }

    private static KeepAlive keepAlive() {
        var keepAlive = new KeepAlive();
        keepAlive.setMaxRequestsCount(WITHOUT_END);
        return keepAlive;
    }
}
