package banyan.launcher.remote;

import org.eclipse.jetty.client.ProcessingProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;

/** Passes over responses before the final one that nobody has asked for and nobody knows (RFC 9110 section 15.2). */
final class InterimResponses extends ProcessingProtocolHandler {
    @Override
    public String getName() {
        return "interim";
    }

    @Override
    public boolean accept(Request request, Response response) {
        return response.getStatus() > 101 && response.getStatus() < 200;
    }
}
