package banyan.launcher.front;

import banyan.core.contract.Contract;
import banyan.core.web.params.ClientAddress;
import banyan.launcher.http.Endpoint;
import banyan.launcher.http.RequestHandling;
import banyan.launcher.http.Responses;
import banyan.launcher.http.server.Workers;
import banyan.launcher.net.ClientAddressResolver;
import banyan.launcher.net.Network;
import banyan.launcher.process.Phase;
import banyan.launcher.proxy.Exchange;
import banyan.launcher.proxy.ForwardedLongPolls;
import banyan.launcher.proxy.ForwardedRequest;
import banyan.launcher.remote.CallContext;
import banyan.launcher.remote.LoopProbe;
import banyan.launcher.remote.Peer;
import banyan.launcher.remote.Peers;
import banyan.launcher.remote.Trace;
import banyan.launcher.slots.Hosting;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.Route;
import banyan.launcher.slots.Slot;
import banyan.launcher.slots.Slots;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Answers for the board as a whole, and sends the rest to the slots. */
public final class Front implements Endpoint {
    private static final String MODULES = "/api/";
    private static final Pattern HOPS = Pattern.compile("[0-4]");

    private final Slots slots;
    private final Supplier<Phase> phase;
    private final ForwardedLongPolls polls;
    private final ClientAddressResolver addresses;
    private final Peers peers;
    private final ProbeRelay probes;

    /**
     * @param peers those who may be asked instead
     * @param trusted the networks of proxies that say truly for whom they ask
     */
    public Front(Slots slots, Peers peers, Supplier<Phase> phase, List<Network> trusted, ForwardedLongPolls polls) {
        this.slots = slots;
        this.peers = peers;
        this.phase = phase;
        this.polls = polls;
        probes = new ProbeRelay(peers);
        addresses = new ClientAddressResolver(trusted);
    }

    @Override
    public RequestHandling work(Request request) {
        return switch (request.getRequestURI()) {
            case "/" -> own(request, (asked, response) -> line(asked, response, "Ready to receive requests"));
            case "/api", MODULES ->
                own(request, (asked, response) -> line(asked, response, "API ready to receive requests"));
            default -> work(module(request), request);
        };
    }

    private RequestHandling work(String module, Request request) {
        var slot = slots.of(module).orElse(null);
        if (slot == null) {
            return own(
                    request,
                    (asked, response) -> notFound(
                            response,
                            module.isEmpty()
                                    ? "There is nothing at this path; the board is under /api."
                                    : "There is no module " + module + "; " + hosted() + "."));
        }
        var hops = request.getHeader(CallContext.HOPS);
        if ((hops != null && !HOPS.matcher(hops).matches()) || isAskedByItself(request)) {
            new RequestContext(
                            module,
                            RequestContext.NOWHERE,
                            CallContext.fresh(Trace.of(request.getHeader(Trace.HEADER))))
                    .note(request);
            return RequestHandling.atOnce((asked, response) -> loop(module, asked, response));
        }
        var probe = probe(module, request, caller(request));
        if (probe.isPresent()) {
            new RequestContext(module, Location.HERE.toString(), probe.get().caller()).note(request);
            return RequestHandling.atOnce((asked, response) ->
                    probes.passOn(probe.get(), slot, ClientAddress.network(address(asked)), response));
        }
        var location = slot.route().isSplit()
                ? split(slot.route(), request)
                : slot.route().main();
        new RequestContext(module, location.map(Location::toString).orElse(RequestContext.NOWHERE), caller(request))
                .note(request);
        if (location.isPresent()) {
            slot.mirror()
                    .ifPresent(mirror -> mirror.ask(
                            request,
                            address(request),
                            RequestContext.of(request).caller()));
        }
        return work(module, slot, location, request);
    }

    private static RequestHandling own(Request request, RequestHandling.Answering answer) {
        new RequestContext("", Location.HERE.toString(), CallContext.fresh(Trace.of(request.getHeader(Trace.HEADER))))
                .note(request);
        return RequestHandling.atOnce(answer);
    }

    private RequestHandling work(String module, Slot slot, Optional<Location> location, Request request) {
        if (location.isEmpty()) {
            return RequestHandling.atOnce((asked, response) ->
                    notFound(response, "The module " + module + " is not hosted here; " + hosted() + "."));
        }
        if (!location.get().isHere()) {
            var peer = peers.at(location.get().address().orElseThrow());
            return RequestHandling.atOnce((asked, response) -> forward(module, peer, asked, response));
        }
        if (slot.hosting() instanceof Hosting.Open open) {
            var client = address(request);
            return RequestHandling.blocking((asked, response) -> serve(open, client, asked, response))
                    .of(ClientAddress.network(client));
        }
        return RequestHandling.atOnce((asked, response) -> unavailable(response, closed(module, slot.hosting())));
    }

    private void forward(String module, Peer peer, Request request, Response response) throws IOException {
        var forwarded = ForwardedRequest.of(
                request, address(request), RequestContext.of(request).caller());
        var exchange = new Exchange(module, peer, forwarded, response);
        if (Workers.isFollowing(request.getMethod(), request.getQueryString())) {
            polls.add(request, exchange);
        }
        exchange.begin();
    }

    private static String closed(String module, Hosting hosting) {
        return hosting instanceof Hosting.Opening
                ? "The module " + module + " is still opening; try again in a second."
                : "The module " + module + " is closed, as this process is stopping; try again in a second.";
    }

    /** Nothing but a question for the contract is a probe. */
    private static Optional<LoopProbe> probe(String module, Request request, CallContext caller) {
        return request.getMethod().equals(Method.GET) && request.getRequestURI().equals(LoopProbe.path(module))
                ? LoopProbe.of(
                        module, request.getHeader(CallContext.ASKING), request.getHeader(LoopProbe.MOVING), caller)
                : Optional.empty();
    }

    /** Where a probe ends whose process is this one, it takes back whom it has met. */
    private static void loop(String module, Request request, Response response) throws IOException {
        probe(module, request, RequestContext.of(request).caller())
                .ifPresent(probe -> response.setHeader(LoopProbe.MOVING, LoopProbe.text(probe.moving())));
        Responses.problem(
                response,
                508,
                "loop-detected",
                "The module " + module + " was looked for in more than " + CallContext.MOST_HOPS
                        + " processes: they name each other.");
    }

    private static boolean isAskedByItself(Request request) {
        var asking = request.getHeader(CallContext.ASKING);
        return asking != null && asking.equals(Contract.PROCESS.toString());
    }

    private static void serve(Hosting.Open open, InetAddress client, Request request, Response response)
            throws Exception {
        request.setAttribute(ClientAddress.PROPERTY, client);
        RequestContext.of(request).caller().during(() -> open.application().answer(request, response));
    }

    private static CallContext caller(Request request) {
        return CallContext.of(
                request.getHeader(Trace.HEADER),
                request.getHeader(CallContext.HOPS),
                request.getHeader(CallContext.TIME_LEFT));
    }

    private Optional<Location> split(Route route, Request request) {
        return Optional.of(StickyRouting.of(request, request.getResponse(), route, address(request)));
    }

    private void line(Request request, Response response, String line) throws IOException {
        var method = request.getMethod();
        if (!method.equals(Method.GET) && !method.equals(Method.HEAD)) {
            Responses.readOnly(response, method.equals(Method.OPTIONS));
        } else if (phase.get() == Phase.READY) {
            Responses.text(response, line);
        } else {
            unavailable(response, "The board is " + phase.get().name().toLowerCase(Locale.ROOT) + ".");
        }
    }

    private InetAddress address(Request request) {
        return addresses.of(request);
    }

    private String hosted() {
        var here = slots.all().entrySet().stream()
                .filter(slot -> !(slot.getValue().hosting() instanceof Hosting.None))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return here.isEmpty() ? "this process hosts none" : "this process hosts " + here;
    }

    private static void notFound(Response response, String detail) throws IOException {
        Responses.problem(response, 404, "not-found", detail);
    }

    private static void unavailable(Response response, String detail) throws IOException {
        Responses.problem(response, 503, "unavailable", detail);
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
