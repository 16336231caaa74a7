package banyan.launcher.slots;

import banyan.launcher.config.Option;
import banyan.launcher.config.Options;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where modules are when this process starts: the last move counts, before what the options say. */
final class StartRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(StartRoutes.class);

    private final Options options;
    private final Set<String> hosted;
    private final Path file;

    /**
     * @param hosted the modules of this process
     * @param file has the last moves
     */
    StartRoutes(Options options, Set<String> hosted, Path file) {
        this.options = options;
        this.hosted = hosted;
        this.file = file;
    }

    /** By the options alone. */
    Route asGiven(String module) {
        return Optional.ofNullable(options.remotes().get(module))
                .map(Location::at)
                .or(() -> hosted.contains(module) ? Optional.of(Location.HERE) : Optional.empty())
                .map(Route::to)
                .orElse(Route.VACANT);
    }

    /** By the last move, as far as it is still possible. Says so where an option says something else. */
    Route asMoved(String module, RouteView last) {
        var route = last.route();
        var said = "slot of " + module + " was moved (" + route + ") by " + last.by() + " at " + last.at() + ", see "
                + file;
        var given = asGiven(module);
        if (route.weights().containsKey(Location.HERE) && !hosted.contains(module)) {
            var left = withoutHere(route, given);
            LOG.warn(
                    "{}: the {}, and it is not hosted here any more. Its requests go to {}; to change that, move it",
                    options.given(Option.MODULES, String.join(",", options.modules())),
                    said,
                    left);
            return left;
        }
        var remote = options.remotes().get(module);
        if (remote != null && !route.weights().equals(given.weights())) {
            LOG.warn(
                    "{}: the {}. The last move counts; to change that, move it again, or leave this option out",
                    options.given(Option.REMOTE, module + "=" + remote),
                    said);
        } else {
            LOG.info("{}", said);
        }
        return route;
    }

    /** What the options say or, where they say nothing, the other places that it was moved to. */
    private static Route withoutHere(Route route, Route given) {
        if (!given.isVacant()) {
            return given;
        }
        var others = route.without(Location.HERE);
        return others.weights().size() == 1 ? Route.to(others.weights().firstKey()) : others;
    }
}
