package banyan.launcher.replica;

import banyan.core.BoardException;
import banyan.core.data.ModuleReplica;
import banyan.core.revision.DataRole;
import java.net.URI;
import java.util.List;

/** What an operator can do with a copy. */
public final class CopyOperations {
    private final String module;
    private final ModuleReplica replica;
    private final Following following;
    private final Handover handover;
    private final HandoverRequest home;

    CopyOperations(String module, ModuleReplica replica, Following following, Handover handover, HandoverRequest home) {
        this.module = module;
        this.replica = replica;
        this.following = following;
        this.handover = handover;
        this.home = home;
    }

    /**
     * Lets this copy follow a home.
     *
     * @param address of the admin port of the process at the home
     * @return a sentence with what was done
     * @throws BoardException CONFLICT if it is a home itself, whose data would be lost
     */
    public String follow(URI address) {
        var role = replica.role();
        if (role.kind() == DataRole.Kind.HOME || role.isUndecided()) {
            throw conflict("has its home here (epoch " + role.epoch() + "), and cannot follow " + address
                    + ": its data would be lost. Start a process with --follow and an empty --data folder.");
        }
        following.replaceAll();
        change(role, DataRole.standby(role.epoch(), address.toString(), null));
        return "The module " + module + " follows " + address + " here, and copies all data again.";
    }

    /** Lets this standby follow no more. It accepts no writes, and shows what it has. */
    public String unfollow() {
        var role = replica.role();
        if (role.kind() != DataRole.Kind.STANDBY && role.kind() != DataRole.Kind.VOID) {
            throw conflict("follows no home here: it is " + role.name() + ".");
        }
        change(role, DataRole.voided(role.epoch(), null));
        return "The module " + module + " follows no home here any more. It accepts no writes, and shows what it has.";
    }

    /**
     * Makes this copy the home although its home is lost.
     *
     * @return a sentence with what may be lost
     * @throws BoardException CONFLICT if this copy is the home, or the home responds
     */
    public String promote() {
        var role = replica.role();
        if (role.kind() == DataRole.Kind.HOME) {
            throw conflict("is at home here already.");
        }
        if (role.home() != null && home.isHome(role.home())) {
            throw conflict("has a home that responds: " + role.home() + ". Move it here instead (move " + module
                    + " --to here), which loses nothing.");
        }
        long revision = replica.position().revision();
        change(role, DataRole.home(role.epoch() + 2));
        return "The module " + module + " is at home here from epoch " + (role.epoch() + 2) + " on. It has revision "
                + revision + ". Writes that " + role.knownHome().orElse("another process")
                + " accepted later are lost; do not start that process again with its old data.";
    }

    /**
     * Compares all rows of this copy with those of its home, or those of its standbys with its own.
     *
     * @return a sentence for each copy that has the same rows
     * @throws BoardException CONFLICT if one differs, naming the row, or there is none to compare with
     */
    public List<String> verify() {
        return replica.role().kind() == DataRole.Kind.STANDBY ? List.of(home.ask(true)) : handover.compareAll();
    }

    /** Asks the home of this standby to hand over, and waits until this copy is the home. */
    String takeHome(boolean isDryRun) {
        return home.ask(isDryRun);
    }

    private void change(DataRole role, DataRole next) {
        if (!replica.changeRole(role, next)) {
            throw conflict("has changed its role at the same moment. Look at it, and try again.");
        }
    }

    private BoardException conflict(String why) {
        return new BoardException(BoardException.Kind.CONFLICT, "The module " + module + " " + why);
    }
}
