package banyan.launcher.process;

import java.lang.module.FindException;
import java.util.stream.Collectors;

/** How the program ends when it does not serve: a code, and one line on standard error. Needs nothing but the JDK. */
public final class Exit {
    public static final int OK = 0;

    /** It could not start. */
    public static final int FAILED = 1;

    /** It was asked for something that does not exist. */
    public static final int MISUSED = 2;

    private Exit() {}

    /** Says why, and gives back the code. */
    public static int saying(int code, String line) {
        System.err.println("banyan: " + line.lines().map(String::strip).collect(Collectors.joining(" ")));
        return code;
    }

    /** Blames a fault of the artifact, where it has one, before the failure that it led to. */
    public static int failed(Installation home, Throwable failure) {
        return saying(FAILED, home.fault().orElseGet(() -> line(home, failure)));
    }

    /** What was said on purpose as it is; anything else with its type, as its message alone may say nothing. */
    private static String line(Installation home, Throwable failure) {
        if (failure instanceof StartException known) {
            return known.line();
        }
        if (failure instanceof FindException) {
            return "a jar of " + home.lib() + " is missing, or there twice (" + failure.getMessage() + "): "
                    + Installation.REMEDY;
        }
        return "cannot start: " + failure;
    }
}
