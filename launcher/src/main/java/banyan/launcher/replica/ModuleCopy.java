package banyan.launcher.replica;

import banyan.core.data.ModuleReplica;
import banyan.core.revision.DataRole;
import banyan.launcher.admin.api.ReplicaView;
import banyan.launcher.replica.client.HomeClients;
import banyan.launcher.replica.client.RoleRequest;

/** The data of a module in this process as one of several copies: only wiring. */
public final class ModuleCopy implements AutoCloseable {
    private final ModuleReplica replica;
    private final Handover handover;
    private final CopyWorker worker;
    private final StandbyService standbyService;
    private final CopyOperations operations;
    private final CopyReport report;

    ModuleCopy(String module, ModuleReplica replica, HomeClients clients, CopyAddress self) {
        this.replica = replica;
        var standbys = new Standbys();
        var progress = new CopyProgress();
        var following = new Following(module, replica, clients, self, progress);
        var recovery = new Recovery(module, replica, clients);
        handover = new Handover(module, replica, standbys, progress, new RoleRequest(module, clients));
        worker = new CopyWorker(module, replica, following, recovery);
        standbyService = new StandbyService(module, replica, standbys, recovery, handover);
        operations = new CopyOperations(module, replica, following, handover, clients);
        report = new CopyReport(replica, standbys, progress, worker);
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

    /** What it does for the copies that follow it. */
    public StandbyService standbyService() {
        return standbyService;
    }

    /** What an operator can do with it. */
    public CopyOperations operations() {
        return operations;
    }

    /** What is known without using the database. */
    public CopyUse use() {
        return report.use();
    }

    /** The state for operators. */
    public ReplicaView view() {
        return report.view();
    }
}
