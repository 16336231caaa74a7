package banyan.launcher.logs;

import banyan.launcher.remote.Trace;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Configures the log: all lines go to standard output, those of libraries from warnings on. Logback finds it as a service. */
public final class Logs extends ContextAwareBase implements Configurator {
    private static final Duration AT_THE_END = Duration.ofSeconds(1);

    private static final OutputStream OUT = new FileOutputStream(FileDescriptor.out);
    private static final OutputStream ERR = new FileOutputStream(FileDescriptor.err);
    private static final PatternLayoutEncoder TEXT = new PatternLayoutEncoder();
    private static final LogWriter WRITER = new LogWriter(TEXT, OUT);
    private static final LogQueue QUEUE = new LogQueue(WRITER);

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        TEXT.setContext(context);
        TEXT.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %logger{0} %msg%n");
        TEXT.start();
        QUEUE.setContext(context);
        QUEUE.start();
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(QUEUE);
        root.setLevel(Level.WARN);
        context.getLogger("banyan").setLevel(Level.INFO);
        context.getLogger("access").setLevel(Level.INFO);
        // Flyway logs a failure several times, with a stack trace each; core.store reports it.
        context.getLogger("org.flywaydb.core").setLevel(Level.OFF);
        // The pool logs each broken connection with a stack trace; core.store reports it.
        context.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR);
        // Jersey warns of each resource that it gets as an object, and serves it nevertheless.
        context.getLogger("org.glassfish.jersey.internal.inject.Providers").setLevel(Level.ERROR);
        context.addTurboFilter(new FatalErrorFilter());
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Writes each line as an object of JSON from now on, with the trace that it belongs to. */
    public static void asJson() {
        WRITER.use(new EcsEncoder(Trace.LOGGED));
    }

    /** Writes all lines to standard error from now on. */
    public static void toStandardError() {
        WRITER.use(ERR);
    }

    /** Waits for a second at most until all lines are written. Code that ends the process calls this first. */
    public static void flush() {
        QUEUE.flush(AT_THE_END);
    }

    /** The number of lines that were dropped because no process read the log in time. */
    public static long dropped() {
        return QUEUE.dropped();
    }
}
