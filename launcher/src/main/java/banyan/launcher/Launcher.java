package banyan.launcher;

import banyan.core.FatalError;
import banyan.launcher.address.DnsCacheSettings;
import banyan.launcher.cli.Cli;
import banyan.launcher.logs.Logs;
import banyan.launcher.process.Exit;
import banyan.launcher.process.Installation;
import banyan.launcher.process.StopSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program, once it is on modules: runs the command line, and ends the process with an exit code. */
public final class Launcher {
    private static final Logger LOG = LoggerFactory.getLogger("banyan");

    private Launcher() {}

    public static void main(String[] args) {
        DnsCacheSettings.keepBriefly();
        Thread.setDefaultUncaughtExceptionHandler(FatalError::uncaught);
        var home = Installation.of(Launcher.class);
        var stop = StopSignal.listen();
        int code = exitCode(home, stop, args);
        Logs.flush();
        stop.ended(code); // the last output: from here on, the JVM may end at any moment
        System.exit(code);
    }

    private static int exitCode(Installation home, StopSignal stop, String... args) {
        try {
            new Cli(home, stop).run(args);
            return Exit.OK;
        } catch (StopSignal.Stopped e) {
            LOG.info("Stopped before the board was ready");
            return Exit.OK;
        } catch (Exception | Error e) {
            return Exit.failed(home, e);
        }
    }
}
