package banyan.launcher.routing;

import banyan.core.contract.Contract;
import banyan.launcher.http.RequestContext;
import banyan.launcher.remote.CallContext;
import banyan.launcher.remote.HomeHeader;
import banyan.launcher.remote.LoopProbe;
import banyan.launcher.remote.PeerHandshake;
import banyan.launcher.routing.Decision.Effects;
import banyan.launcher.slots.KnownHome;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.ModuleState;
import banyan.launcher.slots.Slot;
import banyan.launcher.slots.Slots;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.glassfish.grizzly.http.Method;

/** Decides from a request and the slots alone what becomes of the request, and does nothing. */
final class Routing {
    private static final String MODULES = "/api/";

    private final StickyRouting sticky;

    Routing(StickyRouting sticky) {
        this.sticky = sticky;
    }

    Decision decide(RequestContext request, Slots slots) {
        return switch (request.path()) {
            case "/" -> new Decision.Status("Ready to receive requests");
            case "/api", MODULES -> new Decision.Status("API ready to receive requests");
            default -> decide(module(request.path()), request, slots);
        };
    }

    private Decision decide(String module, RequestContext request, Slots slots) {
        var slot = slots.of(module);
        if (slot.isEmpty()) {
            return new Decision.Reject("", Decision.HERE, unknown(module, slots));
        }
        if (request.failure() != null) {
            return new Decision.Refuse(module, request.failure(), refusal(module, slot.get()));
        }
        if (isAboutThisProcess(module, request) && slot.get().hosting() instanceof ModuleState.Open open) {
            return new Decision.Local(module, open.application(), Effects.NONE, slot.get());
        }
        if (request.caller().isInALoop() || isFromThisProcess(request)) {
            return new Decision.Loop(module, probe(module, request));
        }
        var probe = probe(module, request);
        return probe.isPresent()
                ? new Decision.RelayProbe(probe.get(), slot.get())
                : route(module, slot.get(), request, slots);
    }

    private Decision route(String module, Slot slot, RequestContext request, Slots slots) {
        var route = slot.route();
        if (route.isSplit()) {
            var choice = sticky.choose(request, route);
            return to(
                    choice.location(),
                    module,
                    slot,
                    new Effects(slot.mirror(), choice.newClientId(), Optional.empty()));
        }
        var location = route.main();
        return location.isPresent()
                ? to(location.get(), module, slot, effects(module, slot, request))
                : new Decision.Reject(
                        module,
                        Decision.NOWHERE,
                        "The module " + module + " is not hosted here; " + hosted(slots) + ".");
    }

    private static Effects effects(String module, Slot slot, RequestContext request) {
        boolean isTold = slot.home().isPresent() && request.caller().isLauncher();
        if (slot.mirror().isEmpty() && !isTold) {
            return Effects.NONE;
        }
        var home = isTold ? slot.home().flatMap(known -> elsewhere(module, known, slot)) : Optional.<HomeHeader>empty();
        return new Effects(slot.mirror(), Optional.empty(), home);
    }

    /** The home, for a launcher that reaches it through this process only; not after an operator has moved the module on. */
    private static Optional<HomeHeader> elsewhere(String module, KnownHome home, Slot slot) {
        return home.location().isHere() || !slot.names(home.location())
                ? Optional.empty()
                : Optional.of(
                        new HomeHeader(module, home.epoch(), home.location().address(), false));
    }

    private static HomeHeader refusal(String module, Slot slot) {
        var address = slot.home().flatMap(home -> home.location().address());
        return new HomeHeader(module, slot.epoch(), address, true);
    }

    private static Decision to(Location location, String module, Slot slot, Effects effects) {
        if (!location.isHere()) {
            return new Decision.Forward(module, location.address().orElseThrow(), effects, slot);
        }
        return slot.hosting() instanceof ModuleState.Open open
                ? new Decision.Local(module, open.application(), effects, slot)
                : new Decision.Closed(module, closed(module, slot.hosting()), effects);
    }

    private static String closed(String module, ModuleState hosting) {
        return hosting instanceof ModuleState.Opening
                ? "The module " + module + " is still opening; try again in a second."
                : "The module " + module + " is closed, as this process is stopping; try again in a second.";
    }

    private static String unknown(String module, Slots slots) {
        return module.isEmpty()
                ? "There is nothing at this path; the board is under /api."
                : "There is no module " + module + "; " + hosted(slots) + ".";
    }

    private static String hosted(Slots slots) {
        var here = slots.all().entrySet().stream()
                .filter(slot -> !(slot.getValue().hosting() instanceof ModuleState.None))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return here.isEmpty() ? "this process hosts none" : "this process hosts " + here;
    }

    private static boolean isAboutThisProcess(String module, RequestContext request) {
        return request.header(PeerHandshake.HOSTED_HERE) != null
                && request.method().equals(Method.GET)
                && request.path().equals(LoopProbe.path(module));
    }

    private static boolean isFromThisProcess(RequestContext request) {
        var origin = request.header(CallContext.ASKING);
        return origin != null && origin.equals(Contract.PROCESS.toString());
    }

    /** Only a request for the contract can be a probe. */
    private static Optional<LoopProbe> probe(String module, RequestContext request) {
        return request.method().equals(Method.GET) && request.path().equals(LoopProbe.path(module))
                ? LoopProbe.of(
                        module, request.header(CallContext.ASKING), request.header(LoopProbe.MOVING), request.caller())
                : Optional.empty();
    }

    /** The segment after {@code /api/}; empty if there is none. */
    private static String module(String path) {
        if (!path.startsWith(MODULES)) {
            return "";
        }
        int end = path.indexOf('/', MODULES.length());
        return end < 0 ? path.substring(MODULES.length()) : path.substring(MODULES.length(), end);
    }
}
