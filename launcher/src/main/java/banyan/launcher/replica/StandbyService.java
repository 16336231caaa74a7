package banyan.launcher.replica;

import banyan.core.BoardException;
import banyan.core.data.ModuleReplica;
import banyan.core.revision.DataRole;
import banyan.launcher.admin.api.HandoverInput;
import banyan.launcher.admin.api.OutcomeInput;
import banyan.launcher.admin.api.RoleView;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a copy does for the copies that follow it. */
public final class StandbyService {
    private static final Logger LOG = LoggerFactory.getLogger(StandbyService.class);

    /** Changes within this time go to a standby together: each response costs a snapshot. */
    private static final Duration TOGETHER = Duration.ofMillis(100);

    /** For a standby that is not admitted now. */
    private static final Duration RETRY = Duration.ofSeconds(10);

    /** Each occupies a worker and a connection of the database for as long as the standby reads. */
    private static final int MOST_FULL_COPIES = 2;

    private final Semaphore fullCopies = new Semaphore(MOST_FULL_COPIES);
    private final String module;
    private final ModuleReplica replica;
    private final Standbys standbys;
    private final Recovery recovery;
    private final Handover handover;

    StandbyService(String module, ModuleReplica replica, Standbys standbys, Recovery recovery, Handover handover) {
        this.module = module;
        this.replica = replica;
        this.standbys = standbys;
        this.recovery = recovery;
        this.handover = handover;
    }

    /** The role of this copy, for one that follows it or that it follows. */
    public RoleView role() {
        var role = replica.role();
        return new RoleView(replica.copy(), role.kind(), role.epoch(), role.home());
    }

    /**
     * Admits the request of a standby, before the response begins.
     *
     * @throws BoardException CONFLICT if this copy is not the home, the standby has other data, or this copy has lost the state
     *     of the standby; GONE if this copy does not know all deletions since
     */
    public void admit(ChangesRequest request) {
        requireFollowable(request);
        replica.requireShared(request.from());
        standbys.add(request.standby());
    }

    /**
     * Sends a standby what changed since its state, once there is a change.
     *
     * @throws BoardException TOO_MANY if other standbys copy all data now
     */
    public void sendChanges(ChangesRequest request, OutputStream to) throws IOException {
        if (request.from().revision() == 0) {
            sendAll(request, to);
            return;
        }
        boolean isCompared = standbys.isToCompare(request.copy()) || request.isCompared();
        if (!isCompared && !replica.role().isOfferedTo(request.copy())) {
            await(request);
            isCompared = standbys.isToCompare(request.copy());
        }
        replica.sendChanges(request.from(), isCompared, to);
    }

    private void sendAll(ChangesRequest request, OutputStream to) throws IOException {
        if (!fullCopies.tryAcquire()) {
            throw BoardException.tooMany(
                    MOST_FULL_COPIES + " standbys of " + module
                            + " copy all its data now: try again when one has ended.",
                    RETRY);
        }
        try {
            replica.sendChanges(request.from(), standbys.isToCompare(request.copy()) || request.isCompared(), to);
        } finally {
            fullCopies.release();
        }
    }

    private void requireFollowable(ChangesRequest request) {
        var role = replica.role();
        if (role.kind() != DataRole.Kind.HOME && !role.isUndecided()) {
            throw conflict(
                    "is not at home here: its home is " + role.knownHome().orElse("not known") + ". Follow that.");
        }
        if (request.epoch() > role.epoch()) {
            throw conflict("has had its home elsewhere since: the standby knows epoch " + request.epoch()
                    + ", and this process knows epoch " + role.epoch() + ".");
        }
        if (request.copy().equals(replica.copy())) {
            throw conflict("cannot follow itself.");
        }
    }

    private void await(ChangesRequest request) {
        try {
            // of the standby: it may ask after this copy has closed, without knowing of it
            replica.awaitNews(request.from().revision(), request.epoch(), request.longest());
            replica.awaitNews(Long.MAX_VALUE, request.epoch(), TOGETHER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BoardException(BoardException.Kind.UNAVAILABLE, "This process is stopping.");
        }
    }

    /** Sends a part of a table, so that a standby finds the row in which it differs. */
    public void sendBucket(String table, int number, OutputStream to) throws IOException {
        replica.sendBucket(table, number, to);
    }

    /**
     * Makes a standby of this copy the home, see {@link Handover#run}.
     *
     * @param address of its board; null for the one that it gave itself
     */
    public String handOver(HandoverInput input, @Nullable URI address) {
        var standby = standbys.find(input.copy())
                .orElseThrow(
                        () -> conflict("was not moved: the copy " + input.copy() + " does not follow this process."));
        return handover.run(input.copy(), address == null ? standby.board() : address, input.dryRun());
    }

    /** Takes the report of a standby. */
    public RoleView outcome(OutcomeInput report) {
        if (report.difference() != null) {
            LOG.warn("{}: its standby {} reports: {}", module, report.copy(), report.difference());
            standbys.differs(report.copy(), report.difference());
        }
        recovery.resolve(report.copy(), report.role(), report.epoch());
        return role();
    }

    private BoardException conflict(String why) {
        return new BoardException(BoardException.Kind.CONFLICT, "The module " + module + " " + why);
    }
}
