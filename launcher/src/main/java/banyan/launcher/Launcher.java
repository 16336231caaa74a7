package banyan.launcher;

import banyan.core.FatalError;
import banyan.core.database.StoreException;
import banyan.launcher.board.Board;
import banyan.launcher.cli.Arguments;
import banyan.launcher.cli.Commands;
import banyan.launcher.cli.DataCommand;
import banyan.launcher.cli.ModuleCommand;
import banyan.launcher.cli.SlotCommand;
import banyan.launcher.cli.Training;
import banyan.launcher.config.EnvironmentVariables;
import banyan.launcher.config.Options;
import banyan.launcher.config.OptionsReader;
import banyan.launcher.hosting.Catalog;
import banyan.launcher.hosting.HeldJars;
import banyan.launcher.logs.Logs;
import banyan.launcher.net.Authority;
import banyan.launcher.net.NameCache;
import banyan.launcher.process.Exit;
import banyan.launcher.process.ExitException;
import banyan.launcher.process.Installation;
import banyan.launcher.process.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program, once it is on modules: does what the command line asks, and ends with the code that says how it went. */
public final class Launcher {
    private static final String FIRST_OF_LOOPBACK = "127.0.0.1";
    private static final Logger LOG = LoggerFactory.getLogger("banyan");

    private Launcher() {}

    public static void main(String[] args) {
        NameCache.keepBriefly();
        Thread.setDefaultUncaughtExceptionHandler(FatalError::uncaught);
        var home = Installation.of(Launcher.class);
        var stop = StopSignal.listen();
        int code = exitCode(home, stop, args);
        Logs.flush();
        stop.ended(code); // whatever there was to say is said: from here on, the JVM may end at any moment
        System.exit(code);
    }

    private static int exitCode(Installation home, StopSignal stop, String... args) {
        try {
            if (ModuleCommand.isAsked(args)) {
                Logs.toStandardError(); // the other is for what was asked for
            }
            if (SlotCommand.isAsked(args)) {
                SlotCommand.run(args).forEach(System.out::println);
                requireWritten();
            } else if (DataCommand.isAsked(args)) {
                DataCommand.run(home, args);
            } else if (ModuleCommand.isAsked(args)) {
                ModuleCommand.run(home, args);
                requireWritten();
            } else {
                run(home, new Arguments(args), stop);
            }
            return Exit.OK;
        } catch (StopSignal.Stopped e) {
            LOG.info("Stopped before it had started");
            return Exit.OK;
        } catch (StoreException e) {
            return Exit.failed(home, ExitException.failure(e.line(), e));
        } catch (Exception | Error e) {
            return Exit.failed(home, e);
        }
    }

    /** Standard output keeps its errors to itself: what was asked for may be on no disk. */
    private static void requireWritten() {
        if (System.out.checkError()) {
            throw ExitException.failure(
                    "standard output did not take all that was asked for: the disk is full, or nobody reads it any more");
        }
    }

    private static void run(Installation home, Arguments arguments, StopSignal stop) throws Exception {
        if (arguments.asks("--help")) {
            System.out.print(arguments.help(Commands.of(Catalog.of(home))));
        } else if (arguments.asks("--version")) {
            System.out.println("banyan " + version());
        } else if (arguments.asks("--list-modules")) {
            Catalog.of(home).names().forEach(System.out::println);
        } else if (arguments.asks("--train")) {
            Training.run(home, stop);
        } else {
            var variables = new EnvironmentVariables(System.getenv());
            serve(home, new OptionsReader(arguments.flags(), variables.usable()).options(), variables, stop);
            return; // how the log fared is another matter
        }
        requireWritten();
    }

    private static void serve(Installation home, Options options, EnvironmentVariables variables, StopSignal stop)
            throws InterruptedException {
        if (options.jsonLog()) {
            Logs.asJson();
        }
        LOG.info(
                "Banyan {} on Java {}; its data is in {}",
                version(),
                Runtime.version(),
                options.data().toAbsolutePath().normalize());
        var catalog = Catalog.of(home);
        variables.warnings(catalog.names()).forEach(LOG::warn);
        try (var board = Board.start(options, catalog, stop)) {
            announce(board, options);
            stop.serving(options.drain());
            HeldJars.hold(board.modules().values());
            stop.await();
            LOG.info("Stopping");
        }
    }

    private static void announce(Board board, Options options) {
        board.modules()
                .forEach((name, module) ->
                        LOG.info("{} opened in {} ms", name, module.startTime().toMillis()));
        if (board.slots().all().values().stream().allMatch(slot -> slot.route().isVacant())) {
            LOG.warn("This process hosts no module and knows of none elsewhere, so it serves none;"
                    + " name some with --modules, or a --remote for each");
        }
        LOG.info(
                "Ready after {} ms: http://{}/api, for operators http://{}/modules",
                ManagementFactory.getRuntimeMXBean().getUptime(),
                reachable(options.bind(), board.port()),
                Authority.of(options.adminBind(), board.adminPort()));
    }

    /** What listens at all addresses is best known on this machine by its name. */
    private static String reachable(InetAddress bind, int port) {
        return bind.isAnyLocalAddress() || bind.getHostAddress().equals(FIRST_OF_LOOPBACK)
                ? "localhost:" + port
                : Authority.of(bind, port);
    }

    private static String version() {
        var properties = new Properties();
        try (var file = Launcher.class.getResourceAsStream("/META-INF/banyan/version.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
