package banyan.launcher.metrics;

import banyan.launcher.hosting.HostedModule;
import banyan.launcher.hosting.OpenModules;
import banyan.launcher.http.server.HttpPort;
import banyan.launcher.http.server.Workers;
import banyan.launcher.logs.Logs;
import banyan.launcher.metrics.Meters.Reading;
import banyan.launcher.mirror.Mirror;
import banyan.launcher.remote.Peers;
import banyan.launcher.slots.Slots;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The gauges of a board: its slots, mirrors, workers, ports, modules, followers, peers and log. */
public final class BoardGauges {
    private static final double NANOS_IN_S = 1e9;

    private final OpenModules modules;
    private final Slots slots;
    private final Meters meters;

    private BoardGauges(OpenModules modules, Slots slots, Meters meters) {
        this.modules = modules;
        this.slots = slots;
        this.meters = meters;
    }

    /** Registers the gauges of everything but the ports. */
    public static void measure(OpenModules modules, Slots slots, List<Workers> workers, Peers peers, Meters meters) {
        var gauges = new BoardGauges(modules, slots, meters);
        gauges.slots();
        gauges.mirrors();
        gauges.workers(workers);
        gauges.modules();
        gauges.rebuilds();
        gauges.peers(peers);
        gauges.log();
    }

    private void slots() {
        meters.gauge(
                "banyan.slot.weight",
                "The share of a module's requests that a place gets, beside the shares of the others.",
                () -> slots.all().entrySet().stream()
                        .flatMap(slot -> slot.getValue().route().weights().entrySet().stream()
                                .map(weight -> new Reading(
                                        weight.getValue(),
                                        "module",
                                        slot.getKey(),
                                        "location",
                                        weight.getKey().toString()))));
    }

    private void mirrors() {
        meters.gauge(
                "banyan.mirror.answers",
                "How many answers of a mirror were compared so far, and what came of it.",
                () -> slots.all().entrySet().stream()
                        .flatMap(slot -> slot.getValue().mirror().stream()
                                .map(Mirror::report)
                                .flatMap(report -> Stream.of(
                                        new Reading(report.equal(), "module", slot.getKey(), "outcome", "equal"),
                                        new Reading(
                                                report.different(), "module", slot.getKey(), "outcome", "different"),
                                        new Reading(report.failed(), "module", slot.getKey(), "outcome", "failed"),
                                        new Reading(
                                                report.leftOut(), "module", slot.getKey(), "outcome", "left_out")))));
    }

    private void workers(List<Workers> workers) {
        meters.gauge(
                "banyan.workers.active",
                "Threads that answer a request.",
                () -> workers.stream()
                        .flatMap(Workers::pools)
                        .map(pool -> new Reading(pool.active(), "pool", pool.name())));
        meters.gauge(
                "banyan.workers.waiting",
                "Requests that wait for a thread.",
                () -> workers.stream()
                        .flatMap(Workers::pools)
                        .map(pool -> new Reading(pool.waiting(), "pool", pool.name())));
    }

    /** Registers the gauges of the ports, by their names. */
    public static void measure(Map<String, HttpPort> ports, Meters meters) {
        meters.gauge(
                "banyan.connections",
                "Connections of clients.",
                () -> ports.entrySet().stream()
                        .map(port -> new Reading(port.getValue().use().connections(), "port", port.getKey())));
        meters.gauge(
                "banyan.connections.unread.bytes",
                "Bytes of responses that wait in memory for clients to read them.",
                () -> ports.entrySet().stream()
                        .map(port -> new Reading(port.getValue().use().unread(), "port", port.getKey())));
        meters.gauge(
                "banyan.connections.closed",
                "Connections that were closed so far although their clients would have kept them.",
                () -> ports.entrySet().stream()
                        .flatMap(port -> port.getValue().use().closed().entrySet().stream()
                                .map(closed -> new Reading(
                                        closed.getValue(), "port", port.getKey(), "reason", closed.getKey()))));
    }

    private void modules() {
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
        meters.gauge(
                "banyan.feed.cursor",
                "The last entry of a feed that a module has taken in.",
                () -> each((name, module) -> module.followers().stream()
                        .map(follower -> new Reading(follower.position(), "module", name, "feed", follower.feed()))));
        meters.gauge(
                "banyan.feed.lag.seconds",
                "Since a module had nothing of a feed left to take in; up to 2 while nothing new comes.",
                () -> each((name, module) -> module.followers().stream()
                        .map(follower -> new Reading(
                                follower.behind().toNanos() / NANOS_IN_S, "module", name, "feed", follower.feed()))));
    }

    private void rebuilds() {
        meters.gauge(
                "banyan.feed.rebuilds",
                "How often a module has read a feed again from its start, as it was another one than before.",
                () -> each((name, module) -> module.followers().stream()
                        .map(follower -> new Reading(follower.rebuilds(), "module", name, "feed", follower.feed()))));
        meters.gauge(
                "banyan.feed.rebuilding",
                "1 while a module rebuilds what it derives from a feed.",
                () -> each((name, module) -> module.followers().stream()
                        .map(follower -> new Reading(
                                follower.isRebuilding() ? 1 : 0, "module", name, "feed", follower.feed()))));
    }

    private void peers(Peers peers) {
        meters.gauge(
                "banyan.peer.breaker",
                "1 for the state of another process: closed means that it is asked.",
                () -> peers.known()
                        .flatMap(peer -> Stream.of(State.CLOSED, State.OPEN, State.HALF_OPEN)
                                .map(state -> new Reading(
                                        peer.breaker().getState() == state ? 1 : 0,
                                        "peer",
                                        peer.address().toString(),
                                        "state",
                                        state.name().toLowerCase(Locale.ROOT)))));
    }

    private void log() {
        meters.gauge(
                "banyan.log.dropped",
                "Lines of the log that were dropped because it was not read in time.",
                () -> Stream.of(new Reading(Logs.dropped())));
    }

    private Stream<Reading> each(BiFunction<String, HostedModule, Stream<Reading>> readings) {
        return modules.all().entrySet().stream()
                .flatMap(
                        (Map.Entry<String, HostedModule> module) -> readings.apply(module.getKey(), module.getValue()));
    }
}
