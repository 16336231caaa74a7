package banyan.launcher.slots.placement;

import banyan.launcher.config.Option;
import banyan.launcher.config.Options;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.Route;
import banyan.launcher.slots.Slots;
import banyan.launcher.slots.data.LocationData;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes at the start of the process: those of the last moves, otherwise those of the options. */
final class StartRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(StartRoutes.class);

    private final Options options;
    private final Set<String> hosted;
    private final Path file;

    /**
     * @param hosted the modules of this process
     * @param file the file with the last moves, for messages
     */
    StartRoutes(Options options, Set<String> hosted, Path file) {
        this.options = options;
        this.hosted = hosted;
        this.file = file;
    }

    /** Gives each slot its route, and restores what was known of the data of its locations. */
    void restore(Slots slots, Map<String, RouteView> steps, LocationData data) {
        slots.all().keySet().forEach(module -> slots.route(module, asGiven(module)));
        steps.forEach((module, last) -> {
            if (slots.of(module).isPresent()) {
                var route = asMoved(module, last);
                last.knownHome()
                        .ifPresentOrElse(home -> slots.adopt(module, home, route), () -> slots.route(module, route));
                data.remember(module, last.seenData());
            } else {
                LOG.warn("{} has a move of {}, and there is no such module", file, module);
            }
        });
    }

    /** The route of the options. */
    private Route asGiven(String module) {
        return Optional.ofNullable(options.remotes().get(module))
                .map(Location::at)
                .or(() -> hosted.contains(module) ? Optional.of(Location.HERE) : Optional.empty())
                .map(Route::to)
                .orElse(Route.VACANT);
    }

    /** The route of the last move, as far as it is still possible. Logs a contradiction between the move and an option. */
    private Route asMoved(String module, RouteView last) {
        var route = last.route();
        var said = "slot of " + module + " was moved (" + route + ") by " + last.by() + " at " + last.at() + ", see "
                + file;
        if (route.weights().containsKey(Location.HERE) && !hosted.contains(module)) {
            return withoutHere(route, asGiven(module), said);
        }
        logContradiction(module, route, said);
        return route;
    }

    private void logContradiction(String module, Route route, String said) {
        var remote = options.remotes().get(module);
        if (remote != null && !route.weights().equals(asGiven(module).weights())) {
            LOG.warn(
                    "{}: the {}. The last move takes precedence; to change that, move it again, or leave this option out",
                    options.given(Option.REMOTE, module + "=" + remote),
                    said);
        } else {
            LOG.info("{}", said);
        }
    }

    private Route withoutHere(Route route, Route given, String said) {
        var left = withoutHere(route, given);
        LOG.warn(
                "{}: the {}, and it is not hosted here any more. Its requests go to {}; to change that, move it",
                options.given(Option.MODULES, String.join(",", options.modules())),
                said,
                left);
        return left;
    }

    /** The route of the options or, without one, the other locations of the move. */
    private static Route withoutHere(Route route, Route given) {
        if (!given.isVacant()) {
            return given;
        }
        var others = route.without(Location.HERE);
        return others.weights().size() == 1 ? Route.to(others.weights().firstKey()) : others;
    }
}
