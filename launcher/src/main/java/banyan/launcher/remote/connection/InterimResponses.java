package banyan.launcher.remote.connection;

import org.eclipse.jetty.client.ProcessingProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;

/** Ignores unknown interim responses before the final response (RFC 9110 section 15.2). */
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
