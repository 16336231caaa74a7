package banyan.launcher.metrics;

import banyan.launcher.held.HeldRequests;
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
import java.util.stream.Stream;

/** The gauges of a board: its slots, mirrors, workers, ports, peers and log. */
public final class BoardGauges {
    private final Slots slots;
    private final Meters meters;

    private BoardGauges(Slots slots, Meters meters) {
        this.slots = slots;
        this.meters = meters;
    }

    /** Registers the gauges of everything but the ports. */
    public static void measure(
            OpenModules modules, Slots slots, List<Workers> workers, Peers peers, HeldRequests held, Meters meters) {
        var gauges = new BoardGauges(slots, meters);
        gauges.slots();
        gauges.mirrors();
        gauges.workers(workers);
        gauges.peers(peers);
        gauges.held(held);
        gauges.log();
        ModuleGauges.measure(modules, meters);
    }

    private void slots() {
        meters.gauge(
                "banyan.slot.weight",
                "The share of a module's requests that a location gets, relative to the other locations.",
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
                "banyan.mirror.requests",
                "Mirrored requests so far, by the result of the comparison.",
                () -> slots.all().entrySet().stream()
                        .flatMap(slot -> slot.getValue().mirror().stream()
                                .map(Mirror::report)
                                .flatMap(report -> Stream.of(
                                        new Reading(report.equal(), "module", slot.getKey(), "outcome", "equal"),
                                        new Reading(
                                                report.different(), "module", slot.getKey(), "outcome", "different"),
                                        new Reading(report.failed(), "module", slot.getKey(), "outcome", "failed"),
                                        new Reading(
                                                report.skipped(), "module", slot.getKey(), "outcome", "skipped")))));
    }

    private void workers(List<Workers> workers) {
        meters.gauge(
                "banyan.workers.active",
                "Threads that handle a request.",
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
                "Connections that this process closed so far although the client would have kept them.",
                () -> ports.entrySet().stream()
                        .flatMap(port -> port.getValue().use().closed().entrySet().stream()
                                .map(closed -> new Reading(
                                        closed.getValue(), "port", port.getKey(), "reason", closed.getKey()))));
    }

    private void peers(Peers peers) {
        meters.gauge(
                "banyan.peer.breaker",
                "1 for the state of the circuit breaker of another process: closed means that it gets requests.",
                () -> peers.known()
                        .flatMap(peer -> Stream.of(State.CLOSED, State.OPEN, State.HALF_OPEN)
                                .map(state -> new Reading(
                                        peer.breaker().getState() == state ? 1 : 0,
                                        "peer",
                                        peer.address().toString(),
                                        "state",
                                        state.name().toLowerCase(Locale.ROOT)))));
    }

    private void held(HeldRequests held) {
        meters.gauge(
                "banyan.held.requests",
                "Refused requests that wait for the new home of their module's data.",
                () -> Stream.of(new Reading(held.number())));
        meters.gauge(
                "banyan.held.outcomes",
                "Waits of refused requests so far, by their end.",
                () -> held.outcomes().entrySet().stream()
                        .map(outcome -> new Reading(outcome.getValue(), "outcome", outcome.getKey())));
    }

    private void log() {
        meters.gauge(
                "banyan.log.dropped",
                "Lines of the log that were dropped because the output was not read in time.",
                () -> Stream.of(new Reading(Logs.dropped())));
    }
}
