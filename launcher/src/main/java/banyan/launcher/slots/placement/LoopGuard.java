package banyan.launcher.slots.placement;

import banyan.core.BoardException;
import banyan.core.contract.Contract;
import banyan.launcher.remote.LoopProbe;
import banyan.launcher.remote.LoopProbe.Loop;
import banyan.launcher.remote.Peers;
import banyan.launcher.slots.Location;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletionException;

/** The rule that no move closes a loop, neither alone nor together with concurrent moves in other processes. */
final class LoopGuard {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration STEP = Duration.ofMillis(25);

    private final Peers peers;

    LoopGuard(Peers peers) {
        this.peers = peers;
    }

    /**
     * Returns once no loop exists that includes the move, which the slot has announced. Of several moves that close a loop
     * together, the one of the process with the greatest id is rejected, and the others wait for that.
     *
     * @param added locations that get requests and got none before
     * @throws BoardException CONFLICT if the move would close a loop; UNAVAILABLE if a process does not respond
     */
    void require(String module, Collection<Location> added) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        for (var loop = find(module, added); loop.isPresent(); loop = find(module, added)) {
            reject(module, added, loop.get(), System.nanoTime() > end);
            pause();
        }
    }

    private static void reject(String module, Collection<Location> added, Loop loop, boolean isLate) {
        var others = new TreeSet<>(loop.moving());
        others.remove(Contract.PROCESS);
        if (others.isEmpty()) {
            throw rejected(added, "leads back to this process: requests would loop.");
        }
        if (isLate || givesWay(others)) {
            throw rejected(
                    added,
                    "is about to send requests of " + module + " to this process: another move is in progress there."
                            + " Try again.");
        }
    }

    /** Whether the present routes of all processes form a loop. False if a process does not respond. */
    boolean isClosed(String module, Collection<Location> added) {
        try {
            return find(module, added).filter(loop -> loop.moving().isEmpty()).isPresent();
        } catch (BoardException e) {
            return false; // the target has just responded that it serves the module
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

    private static BoardException rejected(Collection<Location> added, String why) {
        var names = added.stream().map(Location::toString).toList();
        return new BoardException(
                BoardException.Kind.CONFLICT, "The process at " + String.join(" or ", names) + " " + why);
    }
}
