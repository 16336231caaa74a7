package banyan.launcher.slots;

import banyan.core.BoardException;
import banyan.core.contract.Contract;
import banyan.launcher.remote.LoopProbe;
import banyan.launcher.remote.LoopProbe.Loop;
import banyan.launcher.remote.Peers;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletionException;

/** The rule that no move closes a loop, neither alone nor together with moves that others make at the same moment. */
final class LoopGuard {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration STEP = Duration.ofMillis(25);

    private final Peers peers;

    LoopGuard(Peers peers) {
        this.peers = peers;
    }

    /**
     * Returns when the requests would not come back. The move has been announced in the slot. Of several moves that close a
     * loop together, the one of the process with the greatest id is refused, and the others wait for that.
     *
     * @param added places that get requests and got none before
     * @throws BoardException CONFLICT if the move would close a loop; UNAVAILABLE if a process does not say
     */
    void require(String module, Collection<Location> added) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        for (var loop = find(module, added); loop.isPresent(); loop = find(module, added)) {
            var others = new TreeSet<>(loop.get().moving());
            others.remove(Contract.PROCESS);
            if (others.isEmpty()) {
                throw refused(added, "leads back to this process: requests would go round.");
            }
            if (givesWay(others) || System.nanoTime() > end) {
                throw refused(
                        added,
                        "is about to send requests of " + module + " to this process: another move is being made there."
                                + " Try again.");
            }
            pause();
        }
    }

    /** Whether requests come back, by routes that all processes have. False if that cannot be found out. */
    boolean isClosed(String module, Collection<Location> added) {
        try {
            return find(module, added).filter(loop -> loop.moving().isEmpty()).isPresent();
        } catch (BoardException e) {
            return false; // the target has just said that it serves the module
        }
    }

    private static boolean givesWay(SortedSet<UUID> others) {
        return others.last().compareTo(Contract.PROCESS) < 0;
    }

    private Optional<Loop> find(String module, Collection<Location> added) {
        try {
            return LoopProbe.of(module).send(Location.peers(added, peers)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof BoardException known) {
                throw known;
            }
            throw e;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(STEP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BoardException(BoardException.Kind.UNAVAILABLE, "This process is stopping.");
        }
    }

    private static BoardException refused(Collection<Location> added, String why) {
        var names = added.stream().map(Location::toString).toList();
        return new BoardException(
                BoardException.Kind.CONFLICT, "The process at " + String.join(" or ", names) + " " + why);
    }
}
