package banyan.launcher.remote;

import banyan.core.Feed;
import banyan.core.web.Media;
import java.time.Duration;
import java.util.List;

/**
 * One module as another process hosts it: what all modules can be asked.
 *
 * @param name its short name
 */
record RemoteModule(Peer peer, String name) implements Feed {
    /** What one question may take; who would wait longer for it is better told that it cannot be answered. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** From when there is something in a feed until it is here. */
    private static final Duration ON_THE_WAY = Duration.ofSeconds(1);

    /**
     * Asks for something in the board's own form.
     *
     * @param path under the module's own
     */
    PeerAnswer ask(String path) {
        return peer.ask(name, path, Media.BOARD + ", " + Media.TUTORIAL + ";q=0.5", PATIENCE);
    }

    /** Whole seconds travel: who would wait for less waits for one. */
    @Override
    public List<Entry> changes(long after, int limit, Duration wait) {
        long seconds = wait.isNegative() ? -1 : wait.plusNanos(999_999_999).toSeconds();
        var path = "/changes?after=" + after + "&limit=" + limit + "&wait=" + seconds;
        var most = ON_THE_WAY.plusSeconds(Math.max(0, seconds));
        return peer.ask(name, path, Media.TUTORIAL, most).given().items().stream()
                .map(RemoteModule::entry)
                .toList();
    }

    private static Entry entry(Item item) {
        return new Entry(
                item.number("position"),
                item.text("kind"),
                item.number("id"),
                item.numberOrNull("thread"),
                item.time("at"));
    }
}
