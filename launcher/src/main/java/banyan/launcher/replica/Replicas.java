package banyan.launcher.replica;

import banyan.core.BoardException;
import banyan.core.contract.Contract;
import banyan.core.data.FirstCopy;
import banyan.core.data.ModuleReplica;
import banyan.core.database.StoreException;
import banyan.core.revision.DataRole;
import banyan.core.store.Schema;
import banyan.launcher.admin.api.HandoverInput;
import banyan.launcher.config.Option;
import banyan.launcher.config.Options;
import banyan.launcher.process.ExitException;
import banyan.launcher.remote.Peers;
import banyan.launcher.replica.client.HomeClients;
import banyan.launcher.replica.client.HomeFailure;
import banyan.launcher.slots.KnownHome;
import banyan.launcher.slots.placement.DataMoves;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data of the modules that are open in this process, each as one of several copies. */
public final class Replicas implements DataMoves {
    private static final Logger LOG = LoggerFactory.getLogger(Replicas.class);

    private final HomeClients clients;
    private final Map<String, ModuleCopy> copies = new ConcurrentHashMap<>();

    public Replicas(Options options, Peers peers) {
        clients = new HomeClients(options, peers);
    }

    /**
     * Copies the data of a home to a database that has none, before its module is opened.
     *
     * @throws ExitException if the database has data of its own, or the home rejects this
     * @throws StoreException if the home does not respond now
     */
    public void copyFirst(DataSource to, Schema schema, URI home, CopyAddress self) {
        try {
            var copy = FirstCopy.of(to, schema, home.toString());
            if (copy.isPresent()) {
                new Copying(schema.module(), clients.at(home.toString()), self).into(copy.get());
            } else {
                LOG.info("{} has its data here already: its role is what the last move made it", schema.module());
            }
        } catch (HomeFailure e) {
            if (e.isTransient()) {
                throw StoreException.transientFailure(e.sentence(), e);
            }
            throw failure(schema, home, e.sentence());
        } catch (BoardException e) {
            throw failure(schema, home, e.detail());
        } catch (IOException e) {
            throw StoreException.transientFailure("The copy of " + schema.module() + " broke off (" + e + ")", e);
        }
    }

    private static ExitException failure(Schema schema, URI home, String why) {
        return ExitException.failure(Option.FOLLOW.flag() + " " + schema.module() + "=" + home + ": " + why);
    }

    /**
     * Adds the data of a module that has been opened, and does from now on what its role requires.
     *
     * @param self the addresses of this process
     * @param homes is told where the home is, now and after each change
     * @return to be closed before the module
     */
    public AutoCloseable add(
            String module, ModuleReplica replica, CopyAddress self, BiConsumer<String, KnownHome> homes) {
        var copy = new ModuleCopy(module, replica, clients, self);
        var news = new HomeNews(module, homes);
        replica.addRoleListener(news::tell);
        news.tell(replica.role());
        copies.put(module, copy);
        copy.start();
        return () -> {
            copies.remove(module);
            copy.close();
        };
    }

    /** All copies, by module. */
    public SortedMap<String, ModuleCopy> all() {
        return new TreeMap<>(copies);
    }

    public Optional<ModuleCopy> find(String module) {
        return Optional.ofNullable(copies.get(module));
    }

    @Override
    public Optional<String> bringHere(String module, boolean isDryRun) {
        return find(module)
                .filter(copy -> copy.role().kind() != DataRole.Kind.HOME)
                .map(copy -> copy.operations().takeHome(isDryRun));
    }

    @Override
    public Optional<String> sendTo(String module, URI address, Contract there, boolean isDryRun) {
        if (there.isHome() || there.copy() == null) {
            return Optional.empty();
        }
        var here = find(module)
                .filter(copy -> copy.role().kind() == DataRole.Kind.HOME)
                .orElseThrow(() -> new BoardException(
                        BoardException.Kind.CONFLICT,
                        "The module " + module + " at " + address + " is a " + there.role()
                                + ", and its home is not this process: move it at its home, or at " + address
                                + " with --to here. Other launchers follow the home by themselves."));
        return Optional.of(here.standbyService().handOver(new HandoverInput(there.copy(), isDryRun), address));
    }
}
