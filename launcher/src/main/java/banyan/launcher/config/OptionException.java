package banyan.launcher.config;

/** An option that cannot be obeyed; the message names the option, the value and what would be right. */
public final class OptionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String line;

    public OptionException(String message) {
        super(message);
        line = message;
    }

    public String line() {
        return line;
    }
}
