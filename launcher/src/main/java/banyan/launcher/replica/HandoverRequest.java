package banyan.launcher.replica;

import banyan.core.BoardException;
import banyan.core.data.ModuleReplica;
import banyan.core.revision.DataRole;
import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.api.CommandView;
import banyan.launcher.admin.api.HandoverInput;
import banyan.launcher.replica.client.HomeClients;
import banyan.launcher.replica.client.HomeFailure;
import java.time.Duration;
import java.util.Objects;

/** A standby asks its home to hand the data over to it. */
record HandoverRequest(String module, ModuleReplica replica, HomeClients clients) {
    /** Longer than the home waits for everything. */
    private static final Duration LONGEST = Handover.LONGEST_COMPARISON.plusSeconds(60);

    /**
     * Asks, and returns what the home did.
     *
     * @throws BoardException CONFLICT if the home rejects it; UNAVAILABLE if it does not respond
     */
    String ask(boolean isDryRun) {
        var role = replica.role();
        if (role.kind() != DataRole.Kind.STANDBY) {
            throw new BoardException(
                    BoardException.Kind.CONFLICT,
                    "The module " + module + " was not moved: its copy here is " + role.name()
                            + ", and follows no home. Let it follow one (follow " + module + " URL).");
        }
        try {
            return clients.at(Objects.requireNonNull(role.home(), "a standby has a home"))
                    .post(
                            AdminPaths.copy(module, AdminPaths.HANDOVER),
                            new HandoverInput(replica.copy(), isDryRun),
                            CommandView.class,
                            LONGEST)
                    .lines()
                    .get(0);
        } catch (HomeFailure e) {
            throw new BoardException(
                    e.isUnreachable() ? BoardException.Kind.UNAVAILABLE : BoardException.Kind.CONFLICT, e.sentence());
        }
    }
}
