package banyan.launcher.replica;

import banyan.core.BoardException;
import banyan.core.data.ModuleReplica;
import banyan.core.revision.DataRole;
import banyan.launcher.replica.client.HomeClients;
import banyan.launcher.replica.client.HomeFailure;
import banyan.launcher.replica.client.RoleRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** What an operator can do with a copy. */
public final class CopyOperations {
    /** For a process that may be lost: a slow one is not. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(20);

    private final String module;
    private final ModuleReplica replica;
    private final Following following;
    private final Handover handover;
    private final HandoverRequest home;
    private final RoleRequest roles;

    CopyOperations(String module, ModuleReplica replica, Following following, Handover handover, HomeClients clients) {
        this.module = module;
        this.replica = replica;
        this.following = following;
        this.handover = handover;
        home = new HandoverRequest(module, replica, clients);
        roles = new RoleRequest(module, clients);
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
        long epoch = requireHome(address, role);
        following.replaceAll(true); // before the change, since a comparison of the present rows would end it at once
        try {
            change(role, DataRole.standby(epoch, address.toString(), null));
        } catch (BoardException e) {
            following.replaceAll(false);
            throw e;
        }
        following.abort(role); // it may wait for changes of another home
        return "The module " + module + " follows " + address + " here, and copies all data again.";
    }

    /** Returns the epoch of the home there. An offer of an earlier one does not count for this copy any more. */
    private long requireHome(URI address, DataRole role) {
        try {
            var there = roles.to(address.toString());
            if (there.role() != DataRole.Kind.HOME) {
                throw conflict("has no home at " + address + ", but a copy that is "
                        + there.role().text() + "."
                        + (there.home() == null ? "" : " Its home is " + there.home() + "."));
            }
            if (there.epoch() < role.epoch()) {
                throw conflict("has had a later home (epoch " + role.epoch() + ") than " + address + " (epoch "
                        + there.epoch() + "). Start a process with --follow and an empty --data folder.");
            }
            return there.epoch();
        } catch (HomeFailure e) {
            throw new BoardException(
                    e.isTransient() ? BoardException.Kind.UNAVAILABLE : BoardException.Kind.CONFLICT, e.sentence());
        }
    }

    /** Lets this standby follow no more. It accepts no writes, and shows what it has. */
    public String unfollow() {
        var role = replica.role();
        if (role.kind() != DataRole.Kind.STANDBY && role.kind() != DataRole.Kind.VOID) {
            throw conflict("follows no home here: it is " + role.name() + ".");
        }
        change(role, role.voided(role.epoch()));
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
        requireLost(role);
        long revision = replica.position().revision();
        change(role, DataRole.home(role.epoch() + 2));
        return "The module " + module + " is at home here from epoch " + (role.epoch() + 2) + " on. It has revision "
                + revision + ". Writes that " + role.knownHome().orElse("another process")
                + " accepted later are lost; do not start that process again with its old data.";
    }

    /** Only a process that does not respond, or has given up, cannot be or become the home beside this one. */
    private void requireLost(DataRole role) {
        var other = role.home();
        if (other == null) {
            return;
        }
        try {
            var there = roles.to(other, SIGN_OF_LIFE);
            if (there.role() != DataRole.Kind.VOID) {
                throw conflict("has a copy at " + other + " that responds, and is "
                        + there.role().text()
                        + ". Move the data here instead (move " + module
                        + " --to here), which loses nothing, or stop that process.");
            }
        } catch (HomeFailure e) {
            if (!e.isUnreachable()) {
                throw conflict(
                        "may have its home at " + other + ", which responds. Stop that process first. " + e.sentence());
            }
        }
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
