package banyan.launcher.front;

import banyan.core.web.ClientAddress;
import banyan.launcher.http.Answer;
import banyan.launcher.http.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Answers for the board as a whole, and sends the rest to the slots. */
public final class Front implements Endpoint {
    private static final String MODULES = "/api/";

    private final Slots slots;
    private final Supplier<Phase> phase;
    private final Addresses addresses;

    /**
     * @param trusted the networks of proxies that say truly for whom they ask
     */
    public Front(Slots slots, Supplier<Phase> phase, List<Network> trusted) {
        this.slots = slots;
        this.phase = phase;
        addresses = new Addresses(trusted);
    }

    /** Only a module may wait for something: the rest is answered from memory. */
    @Override
    public boolean blocks(Request request) {
        return slots.of(module(request)).orElse(null) instanceof Slot.Here;
    }

    @Override
    public void answer(Request request, Response response) throws Exception {
        switch (request.getRequestURI()) {
            case "/" -> line(request, response, "Ready to receive requests");
            case "/api", MODULES -> line(request, response, "API ready to receive requests");
            default -> ask(module(request), request, response);
        }
    }

    private void line(Request request, Response response, String line) throws IOException {
        var method = request.getMethod();
        if (!method.equals(Method.GET) && !method.equals(Method.HEAD)) {
            Answer.readOnly(response, method.equals(Method.OPTIONS));
        } else if (phase.get() == Phase.READY) {
            Answer.text(response, line);
        } else {
            unavailable(response, "The board is " + phase.get().name().toLowerCase(Locale.ROOT) + ".");
        }
    }

    private void ask(String module, Request request, Response response) throws Exception {
        var slot = slots.of(module).orElse(null);
        if (slot instanceof Slot.Here here) {
            request.setAttribute(ClientAddress.PROPERTY, address(request));
            here.handler().service(request, response);
        } else if (slot instanceof Slot.Opening) {
            unavailable(response, "The module " + module + " is being opened.");
        } else if (slot instanceof Slot.Vacant) {
            notFound(response, "The module " + module + " is not hosted here; " + hosted() + ".");
        } else if (!module.isEmpty()) {
            notFound(response, "There is no module " + module + "; " + hosted() + ".");
        } else {
            notFound(response, "There is nothing at this path; the board is under /api.");
        }
    }

    private InetAddress address(Request request) {
        if (!(request.getContext().getConnection().getPeerAddress() instanceof InetSocketAddress peer)) {
            return InetAddress.getLoopbackAddress(); // gone already, so that nobody hears the answer
        }
        return addresses.of(peer.getAddress(), headers(request, "Forwarded"), headers(request, "X-Forwarded-For"));
    }

    private static List<String> headers(Request request, String name) {
        var values = new ArrayList<String>();
        request.getHeaders(name).forEach(values::add);
        return values;
    }

    private String hosted() {
        var here = slots.all().entrySet().stream()
                .filter(slot -> !(slot.getValue() instanceof Slot.Vacant))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return here.isEmpty() ? "this process hosts none" : "this process hosts " + here;
    }

    private static void notFound(Response response, String detail) throws IOException {
        Answer.problem(response, 404, "not-found", detail);
    }

    private static void unavailable(Response response, String detail) throws IOException {
        response.setHeader("Retry-After", "1");
        Answer.problem(response, 503, "unavailable", detail);
    }

    /** The segment after {@code /api/}, or nothing. */
    private static String module(Request request) {
        var path = request.getRequestURI();
        if (!path.startsWith(MODULES)) {
            return "";
        }
        int end = path.indexOf('/', MODULES.length());
        return end < 0 ? path.substring(MODULES.length()) : path.substring(MODULES.length(), end);
    }
}
