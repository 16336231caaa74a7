package banyan.launcher.remote.connection;

import java.net.URI;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpRequest;

/** A request whose method is sent as it is: {@code get} is not {@code GET} (RFC 9110 section 9.1). */
final class VerbatimRequest extends HttpRequest {
    private final String method;

    VerbatimRequest(HttpClient client, String method, URI target) {
        super(client, new HttpConversation(), target);
        this.method = method;
    }

    @Override
    public String getMethod() {
        return method;
    }
}
