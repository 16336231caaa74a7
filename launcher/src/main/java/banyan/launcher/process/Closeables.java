package banyan.launcher.process;

import java.util.ArrayList;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Collectors;

/**
 * The parts that have been started. They are closed in reverse order: each once, and each even if another one fails. Threads may
 * add parts at the same time.
 */
public final class Closeables implements AutoCloseable {
    private static final String PREFIX = "could not close ";

    private final Deque<Part> parts = new ConcurrentLinkedDeque<>();

    private record Part(String name, AutoCloseable content) {}

    private record Failure(String name, Throwable reason) {
        @Override
        public String toString() {
            return name + ": "
                    + (reason instanceof ExitException known ? known.line().replace(PREFIX, "") : reason);
        }
    }

    /**
     * Adds a part.
     *
     * @param name for the message if it cannot be closed
     */
    public <T extends AutoCloseable> T add(String name, T part) {
        parts.push(new Part(name, part));
        return part;
    }

    /**
     * @throws ExitException that names each part that could not be closed, with the reason
     */
    @Override
    public void close() {
        var failures = new ArrayList<Failure>();
        while (!parts.isEmpty()) {
            var part = parts.pop();
            try {
                part.content().close();
            } catch (Exception | LinkageError e) {
                failures.add(new Failure(part.name(), e));
            }
        }
        if (!failures.isEmpty()) {
            var failure = ExitException.failure(
                    PREFIX + failures.stream().map(Failure::toString).collect(Collectors.joining("; ")));
            failures.forEach(one -> failure.addSuppressed(one.reason()));
            throw failure;
        }
    }

    /** Closes the parts after a failure, which stays the one that is reported. */
    public void closeAfter(Throwable failure) {
        try {
            close();
        } catch (ExitException e) {
            failure.addSuppressed(e);
        }
    }
}
