package banyan.core.feed;

import banyan.core.BoardException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Readers who wait for what is not there yet. They hold no thread: one looks for all of them. None is refused: where there are
 * too many, the one that has waited longest is given what there is, which is nothing, and may come again.
 *
 * @param <Q> what a reader asks for; equal questions are asked once
 * @param <A> what it gets
 */
final class WaitingReaders<Q, A> {
    /**
     * Readers in all, and those of one client. A gateway has a connection for each, and has more than there can be readers of
     * three modules.
     */
    static final int MOST = 512;

    static final int MOST_OF_CLIENT = 256;

    /** The client of a reader in this process, of which there are few: no bound holds for it. */
    static final String HERE = "";

    /** Another process may write into the same database, which tells nobody here. */
    private static final Duration LOOK = Duration.ofMillis(500);

    /** How long the thread is kept while nobody waits. */
    private static final Duration KEPT = Duration.ofSeconds(10);

    private static final class Reader<Q, A> {
        private final Q question;
        private final String client;
        private final A none;
        private final long end;
        private final CompletableFuture<A> answer = new CompletableFuture<>();

        Reader(Q question, String client, A none, Duration wait) {
            this.question = question;
            this.client = client;
            this.none = none;
            end = System.nanoTime() + wait.toNanos();
        }

        long left() {
            return end - System.nanoTime();
        }

        void sendAway() {
            answer.complete(none);
        }
    }

    private final String name;
    private final Function<Q, A> look;
    private final Predicate<A> isNews;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Reader<Q, A>> readers = new LinkedHashSet<>();
    private @Nullable Thread thread;
    private long changes;
    private long looked;
    private long nextLook = System.nanoTime();
    private boolean isForClients = true;
    private boolean ended;

    /**
     * @param name of the thread that looks
     * @param look answers a question from the database
     * @param isNews whether an answer is worth waking somebody for
     */
    WaitingReaders(String name, Function<Q, A> look, Predicate<A> isNews) {
        this.name = name;
        this.look = look;
        this.isNews = isNews;
    }

    /** A reader takes it before it looks, so that it does not miss what is committed before it waits. */
    long mark() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Answers as soon as there is something, or with nothing when the wait is over or somebody else needs the place.
     *
     * @param none what the reader has seen, which is nothing
     * @param client bounds those that one client may have here; {@link #HERE} for this process
     */
    CompletionStage<A> await(long mark, Q question, A none, Duration wait, String client) {
        var reader = new Reader<>(question, client, none, wait);
        add(reader, mark).ifPresent(Reader::sendAway);
        return reader.answer;
    }

    /** Something has been committed. */
    void wake() {
        lock.lock();
        try {
            changes++;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Sends away the clients that wait, and those that come after: this process is about to stop. Readers in it go on. */
    void sendClientsAway() {
        List<Reader<Q, A>> clients;
        lock.lock();
        try {
            isForClients = false;
            clients = readers.stream()
                    .filter(reader -> !reader.client.equals(HERE))
                    .toList();
            clients.forEach(readers::remove);
        } finally {
            lock.unlock();
        }
        clients.forEach(Reader::sendAway);
    }

    /** Sends away all that wait, as the database is about to close: another look at it would fail. */
    void end() {
        List<Reader<Q, A>> all;
        lock.lock();
        try {
            ended = true;
            all = List.copyOf(readers);
            readers.clear();
            changed.signal();
        } finally {
            lock.unlock();
        }
        all.forEach(Reader::sendAway);
    }

    /**
     * Returns the reader that has to go.
     *
     * @param mark after a change since then, the reader has to look again
     */
    private Optional<Reader<Q, A>> add(Reader<Q, A> reader, long mark) {
        lock.lock();
        try {
            if (ended || !(isForClients || reader.client.equals(HERE))) {
                return Optional.of(reader);
            }
            var longest = longest(reader.client);
            longest.ifPresent(readers::remove);
            readers.add(reader);
            looked = Math.min(looked, mark);
            if (thread == null) {
                thread = new Thread(this::run, name);
                thread.setDaemon(true);
                thread.setContextClassLoader(WaitingReaders.class.getClassLoader());
                thread.start();
            }
            changed.signal();
            return longest;
        } finally {
            lock.unlock();
        }
    }

    /** The one that makes room for another one of this client, if it has to. */
    private Optional<Reader<Q, A>> longest(String client) {
        if (client.equals(HERE)) {
            return Optional.empty();
        }
        var ofClient =
                readers.stream().filter(reader -> reader.client.equals(client)).toList();
        if (ofClient.size() >= MOST_OF_CLIENT) {
            return Optional.of(ofClient.get(0));
        }
        return readers.size() < MOST
                ? Optional.empty()
                : readers.stream().filter(reader -> !reader.client.equals(HERE)).findFirst();
    }

    private void run() {
        try {
            while (isNeeded()) {
                over().forEach(Reader::sendAway);
                answer(due());
            }
        } finally {
            lock.lock();
            try {
                thread = thread == Thread.currentThread() ? null : thread; // the next reader starts another one
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits until there is something to do, or nobody has waited here for a while. */
    private boolean isNeeded() {
        lock.lock();
        try {
            for (long left = KEPT.toNanos(); readers.isEmpty() && !ended && left > 0; ) {
                left = changed.awaitNanos(left);
            }
            if (readers.isEmpty()) {
                thread = null; // while no reader can come
                return false;
            }
            for (long left = left(); looked == changes && left > 0; left = left()) {
                var unused = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            return true; // nobody wishes that it ends
        } finally {
            lock.unlock();
        }
    }

    private long left() {
        long look = nextLook - System.nanoTime();
        return readers.stream().mapToLong(Reader::left).reduce(look, Math::min);
    }

    private List<Reader<Q, A>> over() {
        lock.lock();
        try {
            var over = readers.stream().filter(reader -> reader.left() <= 0).toList();
            over.forEach(readers::remove);
            return over;
        } finally {
            lock.unlock();
        }
    }

    /** Those to look for: all after a change, and from time to time, as another process may have written. */
    private List<Reader<Q, A>> due() {
        lock.lock();
        try {
            if (looked == changes && nextLook - System.nanoTime() > 0) {
                return List.of();
            }
            looked = changes;
            nextLook = System.nanoTime() + LOOK.toNanos();
            return List.copyOf(readers);
        } finally {
            lock.unlock();
        }
    }

    private void answer(List<Reader<Q, A>> due) {
        Map<Q, A> answers = new HashMap<>();
        for (var reader : due) {
            try {
                var now = answers.computeIfAbsent(reader.question, look);
                if (isNews.test(now)) {
                    leave(reader);
                    reader.answer.complete(now);
                }
            } catch (BoardException e) {
                boolean isOfAll = e.kind() == BoardException.Kind.UNAVAILABLE;
                fail(isOfAll ? due : List.of(reader), e);
                if (isOfAll) {
                    return;
                }
            } catch (RuntimeException e) {
                fail(List.of(reader), e);
            }
        }
    }

    /** Where the database cannot be asked, it is not asked again for each reader. */
    private void fail(List<Reader<Q, A>> some, RuntimeException failure) {
        for (var reader : some) {
            leave(reader);
            reader.answer.completeExceptionally(failure);
        }
    }

    private void leave(Reader<Q, A> reader) {
        lock.lock();
        try {
            readers.remove(reader);
        } finally {
            lock.unlock();
        }
    }
}
