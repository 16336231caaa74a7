package banyan.launcher.replica;

import banyan.core.data.ModuleReplica;
import banyan.core.database.StoreException;
import banyan.core.revision.DataRole;
import banyan.core.transfer.ReplicaDifference;
import banyan.core.transfer.ReplicaHead;
import banyan.core.transfer.ReplicaPosition;
import banyan.core.transfer.ReplicaStream;
import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.api.OutcomeInput;
import banyan.launcher.admin.api.RoleView;
import banyan.launcher.replica.client.HomeClient;
import banyan.launcher.replica.client.HomeClients;
import banyan.launcher.replica.client.HomeFailure;
import banyan.launcher.replica.client.RoleRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A standby: takes over the changes of its home, one state after another, and becomes the home when that is offered. */
final class Following {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int CONFLICT = 409;
    private static final int GONE = 410;

    private final String module;
    private final ModuleReplica replica;
    private final HomeClients clients;
    private final CopyAddress self;
    private final CopyProgress progress;
    private final RoleRequest roles;

    /** Whether the home has lost the state of this copy, or the operator wants all data anew. */
    private volatile boolean isToReplace;

    /** Whether to compare all rows with those of the home at the next request. */
    private volatile boolean isToCompare;

    private volatile long verified;

    Following(String module, ModuleReplica replica, HomeClients clients, CopyAddress self, CopyProgress progress) {
        this.module = module;
        this.replica = replica;
        this.clients = clients;
        this.self = self;
        this.progress = progress;
        roles = new RoleRequest(module, clients);
    }

    /** @param isWanted whether the next changes are all data of the home */
    void replaceAll(boolean isWanted) {
        isToReplace = isWanted;
    }

    void compareAll() {
        isToCompare = true;
    }

    /** Ends a request in flight to the home of this role, which may wait for changes. */
    void abort(DataRole role) {
        if (role.home() != null) {
            clients.at(role.home()).abort();
        }
    }

    /** The last revision at which all rows were those of the home; 0 before a comparison since the last failed request. */
    long verified() {
        return verified;
    }

    /** Requests the next changes, waits for them, and takes them over. */
    void pull(DataRole role) throws HomeFailure, IOException {
        var home = clients.at(Objects.requireNonNull(role.home(), "a standby has a home"));
        var from = isToReplace ? ReplicaPosition.NONE : replica.position();
        var path = new ChangesPath(module, from, role.epoch(), verified, isToCompare).toString();
        boolean isTaken = false;
        try (var in = home.open(path, self.headers(replica.copy()))) {
            var changes = ReplicaStream.begin(in);
            take(from, changes, home);
            isTaken = true;
        } catch (HomeFailure e) {
            refused(e, role, home);
        } finally {
            if (!isTaken) {
                verified = 0; // a comparison may have been lost, and an earlier one is not to pass for it
            }
        }
    }

    private void take(ReplicaPosition from, ReplicaStream changes, HomeClient home) throws IOException, HomeFailure {
        try {
            progress.heard(changes.head().reached().revision());
            replica.takeChanges(from, changes);
        } catch (ReplicaDifference e) {
            stop(changes.head(), e, home);
            return;
        } catch (StoreException e) {
            if (!replica.position().equals(from) && !isToReplace) {
                LOG.debug("{}: another process with the same database has taken these changes", module);
                return;
            }
            isToCompare = true;
            giveUp(changes.head(), home, e.line());
            throw e;
        }
        if (from.revision() == 0) {
            isToReplace = false; // a request in flight may have named an earlier state
        }
        taken(changes);
        conclude(changes.head(), home);
    }

    private void taken(ReplicaStream changes) {
        var head = changes.head();
        progress.taken(Math.max(0, changes.rows() - 2), changes.bytes());
        progress.caughtUp(head.reached().revision());
        if (changes.isVerified()) {
            verified = head.reached().revision();
            isToCompare = false;
        }
    }

    /** Becomes the home, or gives that up, if the home has offered it or has taken that back. */
    private void conclude(ReplicaHead head, HomeClient home) throws HomeFailure {
        if (replica.takeOver(head)) {
            LOG.info("{} is at home here from epoch {} on: {} has handed it over", module, head.epoch() + 1, home);
            report(home, DataRole.Kind.HOME, head.epoch() + 1, null);
        } else {
            giveUp(head, home, null);
        }
    }

    /** Makes sure that this copy cannot take over any more, if it was to, so that the home can be the home again. */
    private void giveUp(ReplicaHead head, HomeClient home, @Nullable String reason) throws HomeFailure {
        boolean isConcerned =
                head.isWithdrawnFrom(replica.copy()) || (reason != null && head.isOfferedTo(replica.copy()));
        var role = replica.role(); // another process of the same database may have taken over
        if (isConcerned
                && role.kind() == DataRole.Kind.STANDBY
                && replica.changeRole(role, role.givenUp(head.epoch(), replica.copy()))) {
            LOG.warn("{} does not move here: {}", module, reason == null ? "the home has taken it back" : reason);
            report(home, DataRole.Kind.VOID, head.epoch(), reason);
        }
    }

    private void report(HomeClient home, DataRole.Kind role, long epoch, @Nullable String difference)
            throws HomeFailure {
        var unused = home.post(
                AdminPaths.copy(module, AdminPaths.OUTCOME),
                new OutcomeInput(replica.copy(), role, epoch, difference),
                RoleView.class,
                TIMEOUT);
    }

    private void refused(HomeFailure failure, DataRole role, HomeClient home) throws HomeFailure {
        if (failure.status() == GONE) {
            LOG.warn("{} copies all its data again: {}", module, failure.sentence());
            isToReplace = true;
        } else if (failure.status() != CONFLICT || !followNewHome(role, home)) {
            throw failure;
        }
    }

    /** Follows the home to where it has moved. Returns whether it has. */
    private boolean followNewHome(DataRole role, HomeClient home) throws HomeFailure {
        var there = roles.to(home.toString());
        if (there.role() != DataRole.Kind.STANDBY || there.home() == null || there.epoch() < role.epoch()) {
            return false;
        }
        LOG.info("{} follows {} from now on, where {} has its home", module, there.home(), module);
        return replica.changeRole(role, DataRole.standby(there.epoch(), there.home(), null));
    }

    /**
     * A copy that differs follows no more: what else is wrong is not known. It gives up the epoch of these changes, which may
     * have offered it to take over: the home waits for that.
     */
    private void stop(ReplicaHead head, ReplicaDifference difference, HomeClient home) throws HomeFailure {
        var role = replica.role();
        long epoch = Math.max(role.epoch(), head.epoch());
        if (role.kind() == DataRole.Kind.STANDBY && replica.changeRole(role, role.voided(epoch))) {
            var sentence = name(difference, home);
            LOG.error("{} differs from its home, and follows it no more: {}", module, sentence);
            report(home, DataRole.Kind.VOID, epoch, sentence);
        }
    }

    /** The sentence for the operator. Where the home does not respond, it names the table alone. */
    private String name(ReplicaDifference difference, HomeClient home) {
        var path = AdminPaths.copy(module, AdminPaths.BUCKET) + "?table=" + difference.table() + "&number="
                + difference.bucket();
        try (InputStream bucket = home.open(path, Map.of())) {
            return replica.find(difference, bucket);
        } catch (HomeFailure | IOException e) {
            return difference.line();
        }
    }

    /** A copy that gave up follows its home again, at the epoch at which that has reopened: no earlier offer counts any more. */
    boolean isRejoined(DataRole role) throws HomeFailure {
        if (!role.isToRejoin(replica.copy())) {
            return false;
        }
        var there = roles.to(Objects.requireNonNull(role.home(), "a copy that rejoins has a home"));
        return there.role() == DataRole.Kind.HOME
                && there.epoch() > role.epoch()
                && replica.changeRole(role, DataRole.standby(there.epoch(), role.home(), null));
    }
}
