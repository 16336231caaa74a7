package banyan.launcher.remote.ports;

import banyan.core.Feed;
import banyan.core.web.MediaTypes;
import banyan.core.web.params.FeedId;
import banyan.launcher.remote.Peer;
import banyan.launcher.remote.PeerJson;
import banyan.launcher.remote.PeerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
    PeerResponse ask(String path) {
        return peer.call(name, path, MediaTypes.BOARD + ", " + MediaTypes.TUTORIAL + ";q=0.5", PATIENCE);
    }

    /** Whole seconds travel: who would wait for less waits for one. */
    @Override
    public Changes changes(Cursor after, int limit, Duration wait) {
        long seconds = wait.isNegative() ? -1 : wait.plusNanos(999_999_999).toSeconds();
        var feed = after.feed() == null ? "" : "&feed=" + after.feed();
        var path = "/changes?after=" + after.position() + feed + "&limit=" + limit + "&wait=" + seconds;
        var most = ON_THE_WAY.plusSeconds(Math.max(0, seconds));
        var answer = peer.call(name, path, MediaTypes.TUTORIAL, most).requireSuccess();
        var entries = answer.items().stream().map(RemoteModule::entry).toList();
        return new Changes(answer.uuidOrNull(FeedId.HEADER), head(answer, after, entries), entries);
    }

    /** A process of an older release says neither. */
    private static long head(PeerResponse answer, Cursor after, List<Entry> entries) {
        var last = entries.isEmpty()
                ? after.position()
                : entries.get(entries.size() - 1).position();
        return Optional.ofNullable(answer.header(FeedId.HEAD))
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(last);
    }

    private static Entry entry(PeerJson item) {
        return new Entry(
                item.number("position"),
                item.text("kind"),
                item.number("id"),
                item.numberOrNull("thread"),
                item.time("at"));
    }
}
