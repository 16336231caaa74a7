package banyan.launcher.process;

import java.util.ArrayList;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Collectors;

/**
 * What has been started, to be closed in reverse: each once, and each even if another one fails. Several threads may add.
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
     * Adds one.
     *
     * @param name for the line that says that it could not be closed
     */
    public <T extends AutoCloseable> T add(String name, T part) {
        parts.push(new Part(name, part));
        return part;
    }

    /**
     * @throws ExitException naming each that could not be closed, and why
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

    /** After a failure, which is the one to be reported. */
    public void closeAfter(Throwable failure) {
        try {
            close();
        } catch (ExitException e) {
            failure.addSuppressed(e);
        }
    }
}
