package banyan.copies;

import banyan.core.BoardException;
import banyan.core.BoardModule;
import banyan.core.Hosted;
import banyan.core.ModuleContext;
import banyan.core.Seed;
import banyan.core.contract.Contract;
import banyan.core.data.ModuleStore;
import banyan.core.database.ConnectionPool;
import banyan.core.feed.FeedCursors;
import banyan.core.feed.Follower;
import banyan.core.revision.DataRole;
import banyan.core.store.Database;
import banyan.launcher.jersey.JerseyApplication;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** All modules, open over databases of their own. They call each other in this process. */
final class OpenBoard implements AutoCloseable {
    private final Map<String, ConnectionPool> connections = new HashMap<>();
    private final SortedMap<String, Hosted> modules = new TreeMap<>();
    private final Map<Class<?>, Object> ports = new ConcurrentHashMap<>();
    private final Map<String, ModuleHttp> http = new HashMap<>();

    private OpenBoard() {}

    static OpenBoard over(Function<String, ConnectionPool> databases, Seed seed) {
        var board = new OpenBoard();
        BuiltModules.create().forEach((name, module) -> board.open(name, module, databases.apply(name), seed));
        return board;
    }

    private void open(String name, BoardModule module, ConnectionPool pool, Seed seed) {
        connections.put(name, pool);
        var hosted = module.open(new Context(pool.dataSource(), seed));
        modules.put(name, hosted);
        ports.putAll(hosted.ports());
        var application = new JerseyApplication(name, () -> Contract.of(name, hosted.lineage()), hosted.resources());
        http.put(name, new ModuleHttp(name, application.getApplicationHandler()));
    }

    SortedSet<String> names() {
        return new TreeSet<>(modules.keySet());
    }

    Hosted module(String name) {
        return modules.get(name);
    }

    ModuleHttp http(String name) {
        return http.get(name);
    }

    ModuleStore data(String name) {
        return (ModuleStore) module(name).data().orElseThrow();
    }

    Database database(String name) {
        return data(name).database();
    }

    List<String> command(String module, String name, String... arguments) {
        return module(module).commands().get(name).run(List.of(arguments));
    }

    /** Changes the role of all modules. A move takes two epochs: one to close the home, and one for its successor. */
    void become(DataRole.Kind kind) {
        for (var name : names()) {
            var role = database(name).role();
            var home = kind == DataRole.Kind.HOME ? null : "http://home";
            long epoch = role.epoch() + (kind == DataRole.Kind.STANDBY ? 0 : 1);
            if (!database(name).changeRole(role, new DataRole(kind, epoch, home))) {
                throw new IllegalStateException("the role has changed meanwhile");
            }
        }
    }

    /** Returns whether no module has anything left to do in the background. A backlog makes entries that others follow. */
    boolean isSettled() {
        return names().stream().allMatch(this::isCaughtUp)
                && Snapshot.count(database("posts"), "thread_to_empty") == 0
                && names().stream().allMatch(this::isCaughtUp);
    }

    private boolean isCaughtUp(String name) {
        return module(name).running().stream()
                .filter(Follower.class::isInstance)
                .map(running -> ((Follower) running).feed())
                .allMatch(feed -> isCaughtUp(name, feed));
    }

    /** Reads the rows: the follower learns only in its next step that they have changed. */
    private boolean isCaughtUp(String name, String feed) {
        var state = database(name).read(handle -> FeedCursors.find(handle, feed));
        var lineage = data(feed).lineage();
        return !state.isReplaying() && state.cursor().position() == lineage.head() && lineage.contains(state.cursor());
    }

    @Override
    public void close() {
        names().forEach(name -> close(module(name).running()));
        connections.values().forEach(ConnectionPool::close);
    }

    private static void close(List<AutoCloseable> running) {
        for (int i = running.size() - 1; i >= 0; i--) {
            try {
                running.get(i).close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final class Context implements ModuleContext {
        private final DataSource source;
        private final Seed seed;

        private Context(DataSource source, Seed seed) {
            this.source = source;
            this.seed = seed;
        }

        @Override
        public DataSource dataSource() {
            return source;
        }

        @Override
        public Seed seed() {
            return seed;
        }

        @Override
        public <P> Supplier<P> port(Class<P> port) {
            return () -> Optional.ofNullable(ports.get(port))
                    .map(port::cast)
                    .orElseThrow(() -> new BoardException(BoardException.Kind.UNAVAILABLE, "It is not open yet."));
        }
    }
}
