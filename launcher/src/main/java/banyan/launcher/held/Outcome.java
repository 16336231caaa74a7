package banyan.launcher.held;

import java.util.Locale;

/** How the wait of a refused request ended. */
enum Outcome {
    /** The request was handled again. */
    REPEATED(""),
    /** The client has gone. */
    GONE(""),
    /** The request has waited for as long as it may. */
    EXPIRED("its data are moving to another home"),
    /** Too many requests wait. */
    REJECTED("its data are moving to another home, and too many requests wait for that"),
    /** The process drains. */
    DRAINED("its data are moving to another home, and this process is stopping");

    private final String why;

    Outcome(String why) {
        this.why = why;
    }

    /** The sentences for the client. They name no other process, as the client may be anybody. */
    String detail(String module) {
        return "The module " + module + " accepts no writes now: " + why
                + ". Nothing was changed; try again in a second.";
    }

    /** The name for metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
