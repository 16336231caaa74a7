package banyan.launcher.process;

import java.lang.module.FindException;
import java.util.stream.Collectors;

/** The end of the program: an exit code and, unless all is well, one line on standard error. Requires nothing but the JDK. */
public final class Exit {
    public static final int OK = 0;

    /** The program could not do what the operator requested. */
    public static final int FAILED = 1;

    /** A usage error. */
    public static final int MISUSED = 2;

    private Exit() {}

    /** Prints the reason, and returns the code. A fault of the artifact is the reason of all failures that follow from it. */
    public static int failed(Installation home, Throwable failure) {
        var known = failure instanceof ExitException exit ? exit : unexpected(home, failure);
        print(known.isUsage() ? known.line() : home.fault().orElse(known.line()));
        return known.code();
    }

    private static void print(String line) {
        System.err.println("banyan: " + line.lines().map(String::strip).collect(Collectors.joining(" ")));
    }

    /** The type is part of the line, because the message alone may say nothing. */
    private static ExitException unexpected(Installation home, Throwable failure) {
        return ExitException.failure(
                failure instanceof FindException
                        ? "a jar of " + home.lib() + " is missing, or there twice (" + failure.getMessage() + "): "
                                + Installation.REMEDY
                        : "cannot start: " + failure,
                failure);
    }
}
