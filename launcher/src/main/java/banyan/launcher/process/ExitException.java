package banyan.launcher.process;

import org.jspecify.annotations.Nullable;

/** Ends the program with an exit code and one line for the operator: what is wrong, and what would be right. */
public final class ExitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int code;
    private final String line;

    private ExitException(int code, String line, @Nullable Throwable cause) {
        super(line, cause);
        this.code = code;
        this.line = line;
    }

    /** A usage error: a flag, a word or a variable names something that does not exist. */
    public static ExitException usage(String line) {
        return new ExitException(Exit.MISUSED, line, null);
    }

    /** The program cannot do what the operator requested. */
    public static ExitException failure(String line) {
        return new ExitException(Exit.FAILED, line, null);
    }

    public static ExitException failure(String line, Throwable cause) {
        return new ExitException(Exit.FAILED, line, cause);
    }

    /** The same failure with the command that failed before its line; a usage error names its flag already. */
    public ExitException during(String command) {
        return isUsage() ? this : failure(command + ": " + line, this);
    }

    public int code() {
        return code;
    }

    public String line() {
        return line;
    }

    public boolean isUsage() {
        return code == Exit.MISUSED;
    }
}
