package banyan.launcher;

/** An option that cannot be obeyed; the message names the option, the value and what would be right. */
final class OptionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String line;

    OptionException(String message) {
        super(message);
        line = message;
    }

    String line() {
        return line;
    }
}
