package banyan.launcher.process;

/** Something that was started cannot be closed; the message is for the one who stopped the program. */
public final class StopException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String what;

    /**
     * @param what all that could not be closed, each with the reason
     */
    StopException(String what) {
        super(what);
        this.what = what;
    }

    String what() {
        return what;
    }

    public String line() {
        return "could not close " + what;
    }
}
