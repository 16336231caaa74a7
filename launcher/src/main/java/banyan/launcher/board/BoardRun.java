package banyan.launcher.board;

import banyan.launcher.address.Authority;
import banyan.launcher.config.EnvironmentVariables;
import banyan.launcher.config.Options;
import banyan.launcher.hosting.Catalog;
import banyan.launcher.logs.Logs;
import banyan.launcher.process.StopSignal;
import banyan.launcher.process.Version;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the board: from the first log line to the last. */
public record BoardRun(Options options, StopSignal stop) {
    private static final String FIRST_OF_LOOPBACK = "127.0.0.1";
    private static final Logger LOG = LoggerFactory.getLogger("banyan");

    /** Returns when the operator has stopped the process. */
    public void serve(Catalog catalog, EnvironmentVariables variables) throws InterruptedException {
        greet();
        variables.warnings(catalog.names()).forEach(LOG::warn);
        try (var board = Board.start(options, catalog, stop)) {
            announce(board);
            stop.serving(options.drain());
            board.loadAll();
            stop.await();
            LOG.info("Stopping");
        }
    }

    private void greet() {
        if (options.jsonLog()) {
            Logs.asJson();
        }
        LOG.info(
                "Banyan {} on Java {}; its data is in {}",
                Version.text(),
                Runtime.version(),
                options.data().toAbsolutePath().normalize());
    }

    private void announce(Board board) {
        board.modules()
                .forEach((name, module) ->
                        LOG.info("{} opened in {} ms", name, module.startTime().toMillis()));
        if (board.slots().all().values().stream().allMatch(slot -> slot.route().isVacant())) {
            LOG.warn("This process serves no module, because it hosts none and has no address of one elsewhere;"
                    + " give --modules, or a --remote for each module");
        }
        LOG.info(
                "Ready after {} ms: http://{}/api, for operators http://{}/modules",
                ManagementFactory.getRuntimeMXBean().getUptime(),
                reachable(options.bind(), board.port()),
                Authority.of(options.adminBind(), board.adminPort()));
    }

    /** A listener at all addresses is shown by the name of this machine that every reader of the log can use. */
    private static String reachable(InetAddress bind, int port) {
        return bind.isAnyLocalAddress() || bind.getHostAddress().equals(FIRST_OF_LOOPBACK)
                ? "localhost:" + port
                : Authority.of(bind, port);
    }
}
