package banyan.launcher.metrics;

import banyan.launcher.http.Observer;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The measurements of this process, in the text format of Prometheus. */
public final class Meters implements AutoCloseable {
    /** The media type of {@link #text}. */
    public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /**
     * One of several values of a gauge.
     *
     * @param labels names and values, alternating
     */
    public record Reading(double value, List<String> labels) {
        public Reading {
            labels = List.copyOf(labels);
        }

        public Reading(double value, String... labels) {
            this(value, List.of(labels));
        }
    }

    private record Gauges(MultiGauge gauges, Supplier<Stream<Reading>> readings) {
        void read() {
            gauges.register(
                    readings.get()
                            .map(reading -> MultiGauge.Row.of(
                                    Tags.of(reading.labels().toArray(String[]::new)), reading.value()))
                            .toList(),
                    true);
        }
    }

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final RequestMeters requests = new RequestMeters(registry);
    private final List<Gauges> gauges = new CopyOnWriteArrayList<>();
    private boolean isMeasuringJvm;

    /** Measures the requests at the port of the board. */
    public Observer requests() {
        return requests;
    }

    /**
     * Adds a gauge that is read for each scrape.
     *
     * @param name in lower case, with dots
     * @param readings the present values, from memory; earlier values that are missing are removed
     */
    public void gauge(String name, String help, Supplier<Stream<Reading>> readings) {
        gauges.add(new Gauges(MultiGauge.builder(name).description(help).register(registry), readings));
    }

    /**
     * All measurements, in the text format of Prometheus. The JVM is measured from the first scrape on, so that the start does not
     * wait for it.
     */
    public synchronized String text() {
        if (!isMeasuringJvm) {
            measureJvm();
            isMeasuringJvm = true;
        }
        gauges.forEach(Gauges::read);
        return registry.scrape();
    }

    private void measureJvm() {
        Stream.<MeterBinder>of(
                        collections,
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ProcessorMetrics(),
                        new FileDescriptorMetrics(),
                        new UptimeMetrics())
                .forEach(binder -> binder.bindTo(registry));
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
