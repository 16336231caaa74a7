package banyan.launcher.replica;

import banyan.core.data.ModuleReplica;
import banyan.core.revision.DataRole;
import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.api.RoleView;
import banyan.launcher.replica.client.HomeClients;
import banyan.launcher.replica.client.HomeFailure;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A copy that has offered another one to take over: finds out which of the two is the home. */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    /** The offer is taken back after so long, before the writes that wait for the outcome are refused. */
    private static final Duration LONGEST_OFFER = Duration.ofSeconds(3);

    private final String module;
    private final ModuleReplica replica;
    private final HomeClients clients;
    private long closedSince;

    Recovery(String module, ModuleReplica replica, HomeClients clients) {
        this.module = module;
        this.replica = replica;
        this.clients = clients;
    }

    /** The copy has just closed, or has started closed. */
    void begin() {
        closedSince = System.nanoTime();
    }

    /**
     * Takes the offer back if it is old, and asks the successor for its role.
     *
     * @throws HomeFailure if it does not respond: only it knows the outcome
     */
    void step(DataRole role) throws HomeFailure {
        if (role.kind() == DataRole.Kind.CLOSED && System.nanoTime() - closedSince > LONGEST_OFFER.toNanos()) {
            var unused = replica.changeRole(role, role.withdrawn());
        }
        var successor = clients.at(Objects.requireNonNull(role.home(), "a closed copy has a successor"));
        var there = successor.get(AdminPaths.copy(module, AdminPaths.ROLE), RoleView.class);
        resolve(there.copy(), there.role(), there.epoch());
        if (role.kind() == DataRole.Kind.WITHDRAWN
                && role.isOfferedTo(there.copy())
                && there.role().equals("void")) {
            reopen(role); // it was void before it got the offer, and gets none any more
        }
    }

    /**
     * Ends the uncertainty, if this is the outcome.
     *
     * @param copy the id of the copy that has this role
     */
    void resolve(UUID copy, String role, long epoch) {
        var own = replica.role();
        if (!own.isOfferedTo(copy)) {
            return;
        }
        if (role.equals("home") && epoch > own.epoch()) {
            var standby = DataRole.standby(
                    epoch, Objects.requireNonNull(own.home(), "a closed copy has a successor"), own.address());
            if (replica.changeRole(own, standby)) {
                LOG.info(
                        "{} has moved to {} with its data (epoch {}); this copy follows it",
                        module,
                        own.address(),
                        epoch);
            }
        } else if (role.equals("void") && epoch >= own.epoch()) {
            reopen(own);
        }
    }

    private void reopen(DataRole own) {
        if (replica.changeRole(own, DataRole.home(own.epoch() + 1))) {
            LOG.warn("{} stays at home here (epoch {}): {} does not take over", module, own.epoch() + 1, own.address());
        }
    }
}
