package banyan.launcher.replica;

import banyan.core.BoardException;
import banyan.core.data.ModuleReplica;
import banyan.core.revision.DataRole;
import banyan.launcher.replica.client.HomeClients;
import banyan.launcher.replica.client.HomeFailure;
import banyan.launcher.replica.client.RoleRequest;
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
    private final RoleRequest roles;
    private long closedSince;

    Recovery(String module, ModuleReplica replica, HomeClients clients) {
        this.module = module;
        this.replica = replica;
        roles = new RoleRequest(module, clients);
    }

    /** The copy has just closed, or has started closed. */
    void begin() {
        closedSince = System.nanoTime();
    }

    /**
     * Takes the offer back if it is old, and asks the successor for its role.
     *
     * @throws HomeFailure if it does not respond: only it knows the outcome
     * @throws BoardException UNAVAILABLE if it does not know the outcome
     */
    void step(DataRole role) throws HomeFailure {
        if (role.kind() == DataRole.Kind.CLOSED && System.nanoTime() - closedSince > LONGEST_OFFER.toNanos()) {
            var unused = replica.changeRole(role, role.withdrawn());
        }
        var address = Objects.requireNonNull(role.home(), "a closed copy has a successor");
        var there = roles.to(address);
        if (!role.isOfferedTo(there.copy())) {
            throw undecided(address + " has another copy of the data than the one that may have become their home."
                    + " If that is lost for good, promote this one.");
        }
        resolve(there.copy(), there.role(), there.epoch());
        if (role.kind() == DataRole.Kind.WITHDRAWN && there.role() == DataRole.Kind.VOID) {
            reopen(role); // it was void before it got the offer, and gets none any more
        }
        if (role.kind() == DataRole.Kind.WITHDRAWN && replica.role().isUndecided()) {
            throw undecided(address + " has not given up the offer yet: it does so when it next reaches this process.");
        }
    }

    private BoardException undecided(String why) {
        return new BoardException(BoardException.Kind.UNAVAILABLE, "The process at " + why);
    }

    /**
     * Ends the uncertainty, if this is the outcome.
     *
     * @param copy the id of the copy that has this role
     */
    void resolve(UUID copy, DataRole.Kind role, long epoch) {
        var own = replica.role();
        if (!own.isOfferedTo(copy)) {
            return;
        }
        if (role == DataRole.Kind.HOME && epoch > own.epoch()) {
            var standby = DataRole.standby(
                    epoch, Objects.requireNonNull(own.home(), "a closed copy has a successor"), own.address());
            if (replica.changeRole(own, standby)) {
                LOG.info(
                        "{} has moved to {} with its data (epoch {}); this copy follows it",
                        module,
                        own.address(),
                        epoch);
            }
        } else if (role == DataRole.Kind.VOID && epoch >= own.epoch()) {
            reopen(own);
        }
    }

    private void reopen(DataRole own) {
        if (replica.changeRole(own, DataRole.home(own.epoch() + 1))) {
            LOG.warn("{} stays at home here (epoch {}): {} does not take over", module, own.epoch() + 1, own.address());
        }
    }
}
