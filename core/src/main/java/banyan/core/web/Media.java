package banyan.core.web;

/** The two forms in which the board gives what the tutorial's sample gives too. */
public final class Media {
    /** The tutorial's, frozen. What the tutorial does not have is given in the board's own form under this name too. */
    public static final String TUTORIAL = "application/json";

    /** The board's own, which may grow. */
    public static final String BOARD = "application/vnd.banyan+json";

    private Media() {}
}
