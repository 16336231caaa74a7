package banyan.launcher;

/** The program cannot start as asked; the message is for the one who started it. */
final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String line;

    StartException(String message) {
        super(message);
        line = message;
    }

    StartException(String message, Throwable cause) {
        super(message, cause);
        line = message;
    }

    String line() {
        return line;
    }
}
