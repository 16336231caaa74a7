package banyan.launcher.replica;

import banyan.core.BoardException;
import banyan.core.data.ModuleReplica;
import banyan.core.revision.DataRole;
import banyan.launcher.admin.api.HandoverInput;
import banyan.launcher.admin.api.OutcomeInput;
import banyan.launcher.admin.api.ReplicaView;
import banyan.launcher.admin.api.RoleView;
import banyan.launcher.admin.api.StandbyView;
import banyan.launcher.replica.client.HomeClients;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data of a module in this process as one of several copies: what it sends to standbys, and what it does as one. */
public final class ModuleCopy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModuleCopy.class);

    /** Changes within this time go to a standby together: each response costs a snapshot. */
    private static final Duration TOGETHER = Duration.ofMillis(50);

    private static final double MILLIS = 1_000.0;

    private final String module;
    private final ModuleReplica replica;
    private final HomeClients clients;
    private final Standbys standbys = new Standbys();
    private final CopyProgress progress = new CopyProgress();
    private final Following following;
    private final Recovery recovery;
    private final Handover handover;
    private final CopyWorker worker;

    ModuleCopy(String module, ModuleReplica replica, HomeClients clients, CopyAddress self) {
        this.module = module;
        this.replica = replica;
        this.clients = clients;
        following = new Following(module, replica, clients, self, progress);
        recovery = new Recovery(module, replica, clients);
        handover = new Handover(module, replica, standbys, progress);
        worker = new CopyWorker(module, replica, following, recovery);
    }

    void start() {
        handover.start();
        worker.start();
    }

    @Override
    public void close() {
        worker.close();
        replica.wake();
    }

    public DataRole role() {
        return replica.role();
    }

    UUID id() {
        return replica.copy();
    }

    public RoleView roleView() {
        var role = role();
        return new RoleView(replica.copy(), role.name(), role.epoch(), role.home());
    }

    /**
     * Admits the request of a standby, before the response begins.
     *
     * @throws BoardException CONFLICT if this copy is not the home, or the standby has other data; GONE if this copy has lost
     *     the state of the standby
     */
    public void admit(ChangesRequest request) {
        requireFollowable(request);
        replica.requireShared(request.from());
        standbys.add(request.standby());
    }

    /** Sends a standby what changed since its state, once there is a change. */
    public void sendChanges(ChangesRequest request, OutputStream to) throws IOException {
        boolean isCompared = standbys.isToCompare(request.copy()) || request.isCompared();
        if (request.from().revision() > 0 && !isCompared && !role().isOfferedTo(request.copy())) {
            await(request);
            isCompared = standbys.isToCompare(request.copy());
        }
        replica.sendChanges(request.from(), isCompared, to);
    }

    private void requireFollowable(ChangesRequest request) {
        var role = role();
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
        return roleView();
    }

    /** Asks the home of this standby to hand over, and waits until this copy is the home. */
    String takeHome(boolean isDryRun) {
        return new HandoverRequest(module, replica, clients).ask(isDryRun);
    }

    /**
     * Lets this copy follow a home.
     *
     * @throws BoardException CONFLICT if it is a home itself, whose data would be lost
     */
    public RoleView follow(URI home) {
        var role = role();
        if (role.kind() == DataRole.Kind.HOME || role.isUndecided()) {
            throw conflict("has its home here (epoch " + role.epoch() + "), and cannot follow " + home
                    + ": its data would be lost. Start a process with --follow and an empty --data folder.");
        }
        following.replaceAll();
        change(role, DataRole.standby(role.epoch(), home.toString(), null));
        return roleView();
    }

    /** Lets this standby follow no more. It accepts no writes, and shows what it has. */
    public RoleView unfollow() {
        var role = role();
        if (role.kind() != DataRole.Kind.STANDBY && role.kind() != DataRole.Kind.VOID) {
            throw conflict("follows no home here: it is " + role.name() + ".");
        }
        change(role, DataRole.voided(role.epoch(), null));
        return roleView();
    }

    /**
     * Makes this copy the home although its home is lost.
     *
     * @return a sentence with what may be lost
     * @throws BoardException CONFLICT if this copy is the home, or the home responds
     */
    public String promote() {
        var role = role();
        if (role.kind() == DataRole.Kind.HOME) {
            throw conflict("is at home here already.");
        }
        if (role.home() != null && new HandoverRequest(module, replica, clients).isHome(role.home())) {
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
        return role().kind() == DataRole.Kind.STANDBY
                ? List.of(new HandoverRequest(module, replica, clients).ask(true))
                : handover.compareAll();
    }

    private void change(DataRole role, DataRole next) {
        if (!replica.changeRole(role, next)) {
            throw conflict("has changed its role at the same moment. Look at it, and try again.");
        }
    }

    /** What is known without using the database. */
    public CopyUse use() {
        var role = role();
        long revision = replica.lastRevision();
        return new CopyUse(
                role.name(),
                role.epoch(),
                role.kind() == DataRole.Kind.STANDBY ? progress.behind() : Duration.ZERO,
                progress.rows(),
                progress.bytes(),
                progress.lastFence(),
                standbys.present().stream()
                        .collect(Collectors.toMap(Standby::copy, one -> Math.max(0, revision - one.revision()))));
    }

    /** The state for operators. */
    public ReplicaView view() {
        var role = role();
        boolean isBehind = role.kind() == DataRole.Kind.STANDBY;
        var revision = revision();
        long fence = progress.lastFence().toMillis();
        return new ReplicaView(
                replica.copy(),
                role.name(),
                role.epoch(),
                role.home(),
                revision,
                isBehind && revision != null ? Math.max(0, progress.revisionOfHome() - revision) : null,
                isBehind ? progress.behind().toMillis() / MILLIS : null,
                progress.rows(),
                progress.bytes(),
                fence == 0 ? null : fence,
                worker.trouble().orElse(null),
                standbys.present().stream().map(ModuleCopy::view).toList());
    }

    private static StandbyView view(Standby standby) {
        return new StandbyView(
                standby.copy(),
                standby.board().toString(),
                standby.admin().toString(),
                standby.revision(),
                standby.verified());
    }

    private @Nullable Long revision() {
        try {
            return replica.position().revision();
        } catch (BoardException e) {
            return null;
        }
    }

    private BoardException conflict(String why) {
        return new BoardException(BoardException.Kind.CONFLICT, "The module " + module + " " + why);
    }
}
