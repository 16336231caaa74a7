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
    private final Consumer<String> lines;
    private int ended;
    private long all;

    /** Prints to standard output, for the module in the working directory; JUnit finds this as a service. */
    public Progress() {
        this(Path.of("").toAbsolutePath().getFileName().toString(), System.out::println);
    }

    Progress(String module, Consumer<String> lines) {
        this.module = module;
        this.lines = lines;
    }

    @Override
    public synchronized void testPlanExecutionStarted(TestPlan plan) {
        ended = 0;
        all = plan.getRoots().stream()
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
            ended(test, seconds(Duration.ofNanos(System.nanoTime() - start)));
        }
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        if (isClass(test)) {
            ended(test, "skipped");
        }
    }

    private void ended(TestIdentifier test, String how) {
        ended++;
        var others = running.isEmpty() ? "" : "; still running: " + String.join(", ", running.keySet());
        lines.accept("%s [%d of %d] %s %s%s".formatted(module, ended, all, test.getDisplayName(), how, others));
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
