package banyan.launcher.metrics;

import banyan.launcher.hosting.HostedModule;
import banyan.launcher.hosting.OpenModules;
import banyan.launcher.metrics.Meters.Reading;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The gauges of the open modules: their databases, and the feeds that they follow. */
final class ModuleGauges {
    private static final double NANOS_IN_S = 1e9;

    private final OpenModules modules;
    private final Meters meters;

    private ModuleGauges(OpenModules modules, Meters meters) {
        this.modules = modules;
        this.meters = meters;
    }

    static void measure(OpenModules modules, Meters meters) {
        var gauges = new ModuleGauges(modules, meters);
        gauges.databases();
        gauges.followers();
        gauges.rebuilds();
    }

    private void databases() {
        meters.gauge(
                "banyan.database.connections",
                "Connections to a module's database.",
                () -> each((name, module) -> module.pool().stream()
                        .flatMap(pool -> Stream.of(
                                new Reading(pool.active(), "module", name, "state", "active"),
                                new Reading(pool.idle(), "module", name, "state", "idle")))));
        meters.gauge(
                "banyan.database.usable",
                "1 if a module can read and write its database, else 0.",
                () -> each((name, module) -> module.pool().stream()
                        .map(pool -> new Reading(module.trouble().isEmpty() ? 1 : 0, "module", name))));
        meters.gauge(
                "banyan.database.waiting",
                "Threads that wait for a connection to a database.",
                () -> each((name, module) ->
                        module.pool().stream().map(pool -> new Reading(pool.waiting(), "module", name))));
    }

    private void followers() {
        meters.gauge(
                "banyan.feed.cursor",
                "The position of the last entry of a feed that a module has read.",
                () -> each((name, module) -> module.followers().stream()
                        .map(follower -> new Reading(follower.position(), "module", name, "feed", follower.feed()))));
        meters.gauge(
                "banyan.feed.lag.seconds",
                "Seconds since a module had read all of a feed; up to 2 while there are no new entries.",
                () -> each((name, module) -> module.followers().stream()
                        .map(follower -> new Reading(
                                follower.behind().toNanos() / NANOS_IN_S, "module", name, "feed", follower.feed()))));
    }

    private void rebuilds() {
        meters.gauge(
                "banyan.feed.rebuilds",
                "How often a module has read a feed again from its start, because the feed was replaced.",
                () -> each((name, module) -> module.followers().stream()
                        .map(follower -> new Reading(follower.rebuilds(), "module", name, "feed", follower.feed()))));
        meters.gauge(
                "banyan.feed.rebuilding",
                "1 while a module rebuilds what it derives from a feed.",
                () -> each((name, module) -> module.followers().stream()
                        .map(follower -> new Reading(
                                follower.isRebuilding() ? 1 : 0, "module", name, "feed", follower.feed()))));
    }

    private Stream<Reading> each(BiFunction<String, HostedModule, Stream<Reading>> readings) {
        return modules.all().entrySet().stream()
                .flatMap(
                        (Map.Entry<String, HostedModule> module) -> readings.apply(module.getKey(), module.getValue()));
    }
}
