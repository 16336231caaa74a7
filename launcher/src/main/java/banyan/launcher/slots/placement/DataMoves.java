package banyan.launcher.slots.placement;

import banyan.core.contract.Contract;
import java.net.URI;
import java.util.Optional;

/** Moves the home of a module's data, where its old and its new location have a copy each. */
public interface DataMoves {
    /**
     * Moves the home to this process, if the copy here is not the home.
     *
     * @param isDryRun whether only to check that it could be moved
     * @return a sentence with what was done; empty if there is nothing to move
     * @throws banyan.core.BoardException CONFLICT or UNAVAILABLE if it cannot be moved
     */
    Optional<String> bringHere(String module, boolean isDryRun);

    /**
     * Moves the home from this process to another one, if the copy there is not the home.
     *
     * @param there what the process at the address serves
     */
    Optional<String> sendTo(String module, URI address, Contract there, boolean isDryRun);
}
