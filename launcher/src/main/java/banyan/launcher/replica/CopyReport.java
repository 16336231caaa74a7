package banyan.launcher.replica;

import banyan.core.BoardException;
import banyan.core.data.ModuleReplica;
import banyan.core.revision.DataRole;
import banyan.launcher.admin.api.ReplicaView;
import banyan.launcher.admin.api.StandbyView;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The state of a copy, for operators and for metrics. */
record CopyReport(ModuleReplica replica, Standbys standbys, CopyProgress progress, CopyWorker worker) {
    private static final double MILLIS = 1_000.0;

    /** What is known without using the database. */
    CopyUse use() {
        var role = replica.role();
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
    ReplicaView view() {
        var role = replica.role();
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
                standbys.present().stream().map(CopyReport::view).toList());
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
}
