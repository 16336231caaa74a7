package banyan.launcher.remote.ports;

import banyan.core.BoardException;
import banyan.core.BoardModule;
import banyan.core.Hosted;
import banyan.core.ModuleContext;
import banyan.core.Seed;
import banyan.core.contract.Contract;
import banyan.core.database.file.DatabaseFile;
import banyan.launcher.address.ClientAddressResolver;
import banyan.launcher.http.Endpoint;
import banyan.launcher.http.Limits;
import banyan.launcher.http.Observer;
import banyan.launcher.http.RequestHandling;
import banyan.launcher.http.server.HttpPort;
import banyan.launcher.http.server.Workers;
import banyan.launcher.jersey.JerseyApplication;
import banyan.launcher.remote.Peer;
import banyan.launcher.remote.Peers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** All modules of the board in this process, and their remote ports over loopback, as in another process. */
final class HostedPorts implements Endpoint, AutoCloseable {
    /** Quiet as in the program: it warns of resources that are objects. A strong reference keeps the level. */
    private static final Logger JERSEY = Logger.getLogger("org.glassfish.jersey.internal.inject.Providers");

    static {
        JERSEY.setLevel(Level.SEVERE);
    }

    private final Map<String, Hosted> modules = new ConcurrentHashMap<>();
    private final Map<String, JerseyApplication> applications = new ConcurrentHashMap<>();
    private final Map<Class<?>, Object> ports = new ConcurrentHashMap<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final HttpPort http;
    private final Peer peer;

    HostedPorts(Path folder) throws Exception {
        for (var name : List.of("users", "threads", "posts")) {
            open(name, folder);
        }
        var workers = closing(Workers.ofBoard());
        http = closing(new HttpPort(
                InetAddress.getLoopbackAddress(),
                0,
                this,
                workers,
                Observer.NONE,
                Limits.ofOperators(),
                new ClientAddressResolver(List.of())));
        peer = closing(new Peers(100)).at(address());
    }

    /** Returns the port of a module in this process. */
    <P> P here(Class<P> port) {
        var inProgress = ports.get(port);
        if (inProgress == null) {
            throw new BoardException(BoardException.Kind.UNAVAILABLE, port + " is not open yet.");
        }
        return port.cast(inProgress);
    }

    /** Returns the port over HTTP. */
    <P> P remote(Class<P> port) {
        return RemotePorts.of(port, peer);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + http.number());
    }

    void command(String module, String name, String... arguments) {
        modules.get(module).commands().get(name).run(List.of(arguments));
    }

    @Override
    public RequestHandling handle(Request request) {
        return RequestHandling.blocking(this::respond);
    }

    private void respond(Request request, Response response) throws IOException {
        applications.get(request.getRequestURI().split("/", 4)[2]).service(request, response);
    }

    @Override
    public void close() {
        try {
            while (!open.isEmpty()) {
                open.pop().close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void open(String name, Path folder) throws Exception {
        var file = closing(DatabaseFile.open(folder, name));
        var hosted = module(name).open(new Context(file.dataSource()));
        hosted.running().forEach(this::closing);
        modules.put(name, hosted);
        ports.putAll(hosted.ports());
        var application = new JerseyApplication(name, () -> Contract.of(name, hosted.lineage()), hosted.resources());
        applications.put(name, application);
        open.push(application::destroy);
        open.push(() -> ports.keySet().removeAll(hosted.ports().keySet()));
    }

    /** Loads a module from its classes in the build, because no module is on the launcher's path. */
    private static BoardModule module(String name) throws IOException, ReflectiveOperationException {
        var classes =
                Path.of("..", "module-" + name, "target", "classes").toUri().toURL();
        var loader = new URLClassLoader(new URL[] {classes}, HostedPorts.class.getClassLoader());
        var type = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "Module";
        return (BoardModule)
                loader.loadClass("banyan." + name + "." + type).getConstructor().newInstance();
    }

    private <T extends AutoCloseable> T closing(T part) {
        open.push(part);
        return part;
    }

    private final class Context implements ModuleContext {
        private final DataSource dataSource;

        Context(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        @Override
        public DataSource dataSource() {
            return dataSource;
        }

        @Override
        public Seed seed() {
            return Seed.TUTORIAL;
        }

        @Override
        public <P> Supplier<P> port(Class<P> port) {
            return () -> here(port);
        }
    }
}
