package banyan.core.feed;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The long polls of a module, in the order in which they started. A new long poll beyond a bound replaces the longest
 * waiting one. Not thread-safe.
 *
 * @param <Q> the query of a reader
 * @param <R> its result
 */
final class ReaderQueue<Q, R> {
    /**
     * The maximum number of client readers in all, and of one client. A gateway has one connection for each reader, and
     * allows more connections than the readers of three modules.
     */
    static final int MAX_READERS = 512;

    static final int MAX_READERS_OF_CLIENT = 256;

    private final Set<WaitingReader<Q, R>> readers = new LinkedHashSet<>();

    boolean isEmpty() {
        return readers.isEmpty();
    }

    List<WaitingReader<Q, R>> all() {
        return List.copyOf(readers);
    }

    /** Adds a reader, and returns the one that it replaces. */
    Optional<WaitingReader<Q, R>> add(WaitingReader<Q, R> reader) {
        var replaced = replacedBy(reader);
        replaced.ifPresent(readers::remove);
        readers.add(reader);
        return replaced;
    }

    void remove(WaitingReader<Q, R> reader) {
        readers.remove(reader);
    }

    /** Removes the readers that meet the condition, and returns them. */
    List<WaitingReader<Q, R>> removeIf(Predicate<WaitingReader<Q, R>> condition) {
        var removed = readers.stream().filter(condition).toList();
        removed.forEach(readers::remove);
        return removed;
    }

    /** Returns the nanoseconds until the first timeout, but at most the given number. */
    long leftAtMost(long most) {
        return readers.stream().mapToLong(WaitingReader::left).reduce(most, Math::min);
    }

    private Optional<WaitingReader<Q, R>> replacedBy(WaitingReader<Q, R> reader) {
        if (reader.isHere()) {
            return Optional.empty();
        }
        var ofClient =
                readers.stream().filter(other -> other.isOf(reader.client())).toList();
        if (ofClient.size() >= MAX_READERS_OF_CLIENT) {
            return Optional.of(ofClient.get(0));
        }
        return readers.size() < MAX_READERS
                ? Optional.empty()
                : readers.stream().filter(other -> !other.isHere()).findFirst();
    }
}
