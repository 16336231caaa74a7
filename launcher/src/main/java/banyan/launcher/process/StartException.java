package banyan.launcher.process;

/** The program cannot start as asked; the message is for the one who started it. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String line;

    public StartException(String message) {
        super(message);
        line = message;
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
        line = message;
    }

    public String line() {
        return line;
    }
}
