package banyan.launcher.metrics;

import banyan.launcher.metrics.Meters.Reading;
import banyan.launcher.replica.CopyUse;
import banyan.launcher.replica.Replicas;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The gauges of the modules' data as copies: their roles, and how far standbys are behind. */
public final class CopyGauges {
    private static final double NANOS_IN_S = 1e9;

    private final Replicas replicas;
    private final Meters meters;

    private CopyGauges(Replicas replicas, Meters meters) {
        this.replicas = replicas;
        this.meters = meters;
    }

    /** Registers the gauges. */
    public static void measure(Replicas replicas, Meters meters) {
        var gauges = new CopyGauges(replicas, meters);
        gauges.roles();
        gauges.lags();
        gauges.copied();
    }

    private void roles() {
        meters.gauge(
                "banyan.copy.role",
                "1 for the role of the data of a module here: home, standby, closed, withdrawn or void.",
                () -> each((module, use) -> Stream.of(new Reading(1, "module", module, "role", use.role()))));
        meters.gauge(
                "banyan.copy.epoch",
                "The epoch of the data of a module: it grows with each change of their home.",
                () -> each((module, use) -> Stream.of(new Reading(use.epoch(), "module", module))));
        meters.gauge(
                "banyan.copy.fence.seconds",
                "How long the last move of the data from here kept a module without a home.",
                () -> each((module, use) ->
                        Stream.of(new Reading(use.lastFence().toNanos() / NANOS_IN_S, "module", module))));
    }

    private void lags() {
        meters.gauge(
                "banyan.copy.lag.seconds",
                "Seconds since a standby had all revisions of its home; up to 5 while nothing is written.",
                () -> each((module, use) ->
                        Stream.of(new Reading(use.behind().toNanos() / NANOS_IN_S, "module", module))));
        meters.gauge(
                "banyan.copy.lag.revisions",
                "How many revisions each standby of a module was behind this process when it last asked for changes.",
                () -> each((module, use) -> use.lags().entrySet().stream()
                        .map(lag -> new Reading(
                                lag.getValue(),
                                "module",
                                module,
                                "copy",
                                lag.getKey().toString()))));
    }

    private void copied() {
        meters.gauge(
                "banyan.copy.rows",
                "Rows that a standby has taken over so far.",
                () -> each((module, use) -> Stream.of(new Reading(use.rows(), "module", module))));
        meters.gauge(
                "banyan.copy.bytes",
                "Bytes in which a standby has got changes so far.",
                () -> each((module, use) -> Stream.of(new Reading(use.bytes(), "module", module))));
    }

    private Stream<Reading> each(BiFunction<String, CopyUse, Stream<Reading>> readings) {
        return replicas.all().entrySet().stream()
                .flatMap(copy -> readings.apply(copy.getKey(), copy.getValue().use()));
    }
}
