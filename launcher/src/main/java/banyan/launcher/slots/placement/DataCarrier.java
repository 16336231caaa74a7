package banyan.launcher.slots.placement;

import banyan.core.BoardException;
import banyan.launcher.admin.api.SlotInput;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.data.LocationData;
import java.util.List;
import java.util.Optional;

/** Moves data together with the requests of a module, if the new location has a copy that is not the home. */
record DataCarrier(LocationData data, DataMoves moves) {
    /**
     * @return a sentence with what was done; empty if the requests move alone
     * @throws BoardException CONFLICT or UNAVAILABLE if the data cannot be moved; then nothing has changed, or the outcome is
     *     not known yet
     */
    Optional<String> carry(Move move, boolean isDryRun) {
        if (move.to().weights().equals(move.from().weights())) {
            return Optional.empty();
        }
        if (move.to().isSplit()) {
            move.to().weights().keySet().forEach(location -> requireHome(move.module(), location));
            return Optional.empty();
        }
        return move.to().main().flatMap(location -> carry(move.module(), location, isDryRun));
    }

    /**
     * Brings the data here if the input names this location, and the slot has it already: that of a new standby does.
     *
     * @return empty if the home is here, or the input names another location or none
     * @throws BoardException CONFLICT or UNAVAILABLE if the data cannot be moved
     */
    Optional<MoveResult> bringHere(String module, SlotInput input) {
        boolean isDryRun = Boolean.TRUE.equals(input.dryRun());
        return Optional.ofNullable(input.location())
                .filter(Location.HERE.toString()::equals)
                .flatMap(here -> moves.bringHere(module, isDryRun))
                .map(done -> new MoveResult(!isDryRun, Optional.of(done), List.of()));
    }

    private Optional<String> carry(String module, Location to, boolean isDryRun) {
        return to.isHere()
                ? moves.bringHere(module, isDryRun)
                : moves.sendTo(
                        module,
                        to.address().orElseThrow(),
                        data.handshake(module, to).contract(),
                        isDryRun);
    }

    /** A standby would refuse the writes among its share. */
    private void requireHome(String module, Location location) {
        var contract = data.handshake(module, location).contract();
        if (!contract.isHome()) {
            throw new BoardException(
                    BoardException.Kind.CONFLICT,
                    "The module " + module + " at " + location + " is a " + contract.role()
                            + " and accepts no writes: it cannot have a share. Move all requests there, and the data with"
                            + " them.");
        }
    }
}
