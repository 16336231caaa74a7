package banyan.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints a line for each test class that ends: how many have ended, how long it took, and which ones still run. */
public final class Progress implements TestExecutionListener {
    private final Map<String, Long> running = new LinkedHashMap<>();
    private final String module;
    private final Consumer<String> output;
    private int finished;
    private long total;

    /** Prints to standard output, for the module in the working directory; JUnit finds this as a service. */
    public Progress() {
        this(Path.of("").toAbsolutePath().getFileName().toString(), System.out::println);
    }

    Progress(String module, Consumer<String> output) {
        this.module = module;
        this.output = output;
    }

    @Override
    public synchronized void testPlanExecutionStarted(TestPlan plan) {
        finished = 0;
        total = plan.getRoots().stream()
                .flatMap(root -> plan.getChildren(root).stream())
                .filter(Progress::isClass)
                .count();
    }

    @Override
    public synchronized void executionStarted(TestIdentifier test) {
        if (isClass(test)) {
            running.put(test.getDisplayName(), System.nanoTime());
        }
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        var start = isClass(test) ? running.remove(test.getDisplayName()) : null;
        if (start != null) {
            finished(test, seconds(Duration.ofNanos(System.nanoTime() - start)));
        }
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        if (isClass(test)) {
            finished(test, "skipped");
        }
    }

    private void finished(TestIdentifier test, String outcome) {
        finished++;
        var others = running.isEmpty() ? "" : "; still running: " + String.join(", ", running.keySet());
        output.accept(
                "%s [%d of %d] %s %s%s".formatted(module, finished, total, test.getDisplayName(), outcome, others));
    }

    /** An outermost test class: its parent is the engine. */
    private static boolean isClass(TestIdentifier test) {
        return test.getUniqueIdObject().getSegments().size() == 2
                && test.getSource().filter(ClassSource.class::isInstance).isPresent();
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0);
    }
}
