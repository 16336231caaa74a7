package banyan.launcher.http;

import banyan.core.web.Problem;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.KeepAlive;
import org.glassfish.grizzly.http.util.FastHttpDateFormat;
import org.glassfish.grizzly.http.util.MimeHeaders;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;

/**
 * Reads requests and writes answers. Grizzly's own filter answers what it cannot read with an empty page; this one
 * answers with a problem document, and is stricter about what it reads.
 */
final class Codec extends HttpServerFilter {
    /** Where the filter above keeps the request that it is reading. */
    private static final Attribute<Object> IN_PROCESS =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(HTTP_SERVER_REQUEST_ATTR_NAME);

    private static final int HEADERS_SIZE = 16_384;
    private static final int HEADERS = 100;

    private final Connections connections;
    private final AccessLog log;

    @SuppressWarnings("deprecation") // there is no other constructor yet
    Codec(Connections connections, AccessLog log) {
        super(true, HEADERS_SIZE, null, withoutEnd(), null, HEADERS, HEADERS);
        this.connections = connections;
        this.log = log;
        setMaxPayloadRemainderToSkip(HEADERS_SIZE);
    }

    @Override
    public NextAction handleRead(FilterChainContext context) throws IOException {
        var visit = connections.visit(context.getConnection());
        if (visit.stage() == Visit.Stage.IDLE && IN_PROCESS.get(context.getConnection()) == null) {
            visit.is(Visit.Stage.HEADERS);
        }
        return super.handleRead(context);
    }

    @Override
    protected void onHttpHeadersParsed(HttpHeader header, MimeHeaders headers, FilterChainContext context) {
        RequestCheck.check((HttpRequestPacket) header);
        header.getUpgradeDC()
                .recycle(); // an upgrade is an offer (RFC 9110 section 7.8), declined by going on in HTTP/1.1
        connections.visit(context.getConnection()).is(Visit.Stage.REQUEST);
    }

    @Override
    protected void onHttpHeaderError(HttpHeader header, FilterChainContext context, Throwable failure) {
        refuse(context, problem((HttpRequestPacket) header, failure));
    }

    @Override
    protected void onHttpContentError(HttpHeader header, FilterChainContext context, Throwable failure) {
        var request = (HttpRequestPacket) header;
        if (!request.getResponse().isCommitted()) {
            refuse(
                    context,
                    Refusal.malformed("The body is not as its headers say.").problem());
        }
        request.setContentBroken(true);
    }

    /** Answers for the last time on a connection, whose next bytes may be anything. */
    void refuse(Connection<?> connection, Problem problem) {
        connection.write(lastAnswer(connection, problem), new EndOfOutput<>(connection));
    }

    private void refuse(FilterChainContext context, Problem problem) {
        context.write(lastAnswer(context.getConnection(), problem), new EndOfOutput<>(context.getConnection()));
    }

    private Buffer lastAnswer(Connection<?> connection, Problem problem) {
        connections.visit(connection).is(Visit.Stage.REFUSED);
        log.refused(connection, problem.status());
        var body = problem.json();
        var head = "HTTP/1.1 %d %s\r\nDate: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                .formatted(
                        problem.status(),
                        problem.title(),
                        FastHttpDateFormat.getCurrentDate(),
                        Problem.MEDIA_TYPE,
                        body.length);
        var memory = connection.getMemoryManager();
        return Buffers.appendBuffers(
                memory, Buffers.wrap(memory, head.getBytes(StandardCharsets.US_ASCII)), Buffers.wrap(memory, body));
    }

    private static Problem problem(HttpRequestPacket request, Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return refusal.problem();
        }
        if (String.valueOf(failure.getMessage()).endsWith("too large")) {
            boolean inFirstLine = request.getHeaders().size() == 0;
            return inFirstLine
                    ? RequestCheck.tooLong().problem()
                    : Problem.of(
                            431,
                            "request-header-fields-too-large",
                            "The headers are longer than " + HEADERS_SIZE + " octets, or more than " + HEADERS + ".");
        }
        return Refusal.malformed("This is not an HTTP request with headers.").problem();
    }

    private static KeepAlive withoutEnd() {
        var keepAlive = new KeepAlive();
        keepAlive.setMaxRequestsCount(-1);
        return keepAlive;
    }

    /** Says that no more will come, and leaves the other direction open until the answer has been read. */
    private static final class EndOfOutput<T> extends EmptyCompletionHandler<T> {
        private final Connection<?> connection;

        EndOfOutput(Connection<?> connection) {
            this.connection = connection;
        }

        @Override
        public void completed(T written) {
            try {
                ((SocketChannel) ((TCPNIOConnection) connection).getChannel()).shutdownOutput();
            } catch (IOException e) {
                connection.closeSilently();
            }
        }
    }
}
