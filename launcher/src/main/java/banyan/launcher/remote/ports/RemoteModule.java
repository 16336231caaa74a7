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
 * A module in another process: the calls that all modules have in common.
 *
 * @param name its short name
 */
record RemoteModule(Peer peer, String name) implements Feed {
    /** Of a call: after that, a failure is more useful to the caller than a late response. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** From a new entry in a feed until its response arrives here. */
    private static final Duration TRANSFER = Duration.ofSeconds(1);

    /**
     * Gets something in the board's own representation.
     *
     * @param path under the module's own
     */
    PeerResponse get(String path) {
        return peer.call(name, path, MediaTypes.BOARD + ", " + MediaTypes.TUTORIAL + ";q=0.5", TIMEOUT);
    }

    /** The query has whole seconds: a shorter wait becomes one second. */
    @Override
    public Changes changes(Cursor after, int limit, Duration wait) {
        long seconds = wait.isNegative() ? -1 : wait.plusNanos(999_999_999).toSeconds();
        var feed = after.feed() == null ? "" : "&feed=" + after.feed();
        var path = "/changes?after=" + after.position() + feed + "&limit=" + limit + "&wait=" + seconds;
        var timeout = TRANSFER.plusSeconds(Math.max(0, seconds));
        var response = peer.call(name, path, MediaTypes.TUTORIAL, timeout).requireSuccess();
        var entries = response.items().stream().map(RemoteModule::entry).toList();
        return new Changes(response.uuidOrNull(FeedId.HEADER), head(response, after, entries), entries);
    }

    /** A process of an older release does not send the head. */
    private static long head(PeerResponse response, Cursor after, List<Entry> entries) {
        var last = entries.isEmpty()
                ? after.position()
                : entries.get(entries.size() - 1).position();
        return Optional.ofNullable(response.header(FeedId.HEAD))
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
