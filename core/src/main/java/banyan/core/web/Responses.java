package banyan.core.web;

import banyan.core.Feed;
import banyan.core.LocalFeed;
import banyan.core.web.params.ClientAddress;
import banyan.core.web.params.FeedId;
import banyan.core.web.params.FeedPosition;
import banyan.core.web.params.LongPoll;
import banyan.core.web.params.PageCursor;
import banyan.core.web.params.PageLimit;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers of resources, with the headers that go with them. All references are relative (RFC 3986 section 4.2). */
public final class Responses {
    private Responses() {}

    /**
     * A page of a list, in one of the representations. It has 256 KiB at most, but at least one item.
     *
     * @param after where it begins; null for the first page
     * @param form how a row is shown
     * @param position where the next page begins after a row
     * @param others what else the next page's query has to say, such as {@code &order=newest}
     */
    public static <T> Response page(
            PageSource<T> list,
            @Nullable PageCursor after,
            PageLimit limit,
            String media,
            Function<T, ?> form,
            Function<T, PageCursor> position,
            String others) {
        var page = Page.of(list, after, limit, form, position);
        var answer = Response.ok(page.json(), media);
        if (page.next() != null) {
            answer.header(
                    HttpHeaders.LINK,
                    "<?after=" + page.next() + "&limit=" + limit.value() + others + ">; rel=\"next\"");
        }
        return vary(answer).build();
    }

    /** Few items, of which there are no more. */
    public static Response list(List<?> forms, String media) {
        return vary(Response.ok(forms, media)).build();
    }

    /** One item, or 304 if the client has just this state of it. */
    public static Response item(Object form, Version version, String media, @Nullable String ifNoneMatch) {
        var answer = version.isKnown(ifNoneMatch, media) ? Response.notModified() : Response.ok(form, media);
        return tagged(vary(answer), version.tag(media)).build();
    }

    /** An item after a change: its new state, in the board's form. */
    public static Response changed(Object form, Version version) {
        return tagged(vary(Response.ok(form, MediaTypes.TUTORIAL)), version.tag(MediaTypes.BOARD))
                .build();
    }

    /**
     * A new item.
     *
     * @param body its JSON document, in the board's form
     */
    public static Response created(UriInfo asked, String module, long id, String body) {
        var path = asked.getRequestUri().getRawPath();
        var location = path.endsWith("/") ? String.valueOf(id) : module + "/" + id;
        return vary(Response.created(URI.create(location)).entity(body).type(MediaTypes.TUTORIAL))
                .build();
    }

    public static Response deleted() {
        return Response.noContent().build();
    }

    /**
     * What changed, once there is something or the wait is over. No thread waits for it.
     *
     * @param known which feed the position is in, if the reader keeps that
     * @param client who asks, as {@link ClientAddress#network} names it
     */
    public static CompletionStage<Response> changes(
            LocalFeed feed, @Nullable FeedId known, FeedPosition after, PageLimit limit, LongPoll wait, String client) {
        var cursor = new Feed.Cursor(known == null ? null : known.value(), after.value());
        return feed.changesLater(cursor, limit.value(), wait.duration(), client)
                .thenApply(changes -> changes(changes, limit));
    }

    private static Response changes(Feed.Changes changes, PageLimit limit) {
        var entries = changes.entries();
        var answer = Response.ok(entries, MediaTypes.TUTORIAL)
                .header(FeedId.HEADER, changes.feed())
                .header(FeedId.HEAD, changes.head());
        if (entries.size() == limit.value()) {
            long last = entries.get(entries.size() - 1).position();
            var next = "<?after=" + last + "&feed=" + changes.feed() + "&limit=" + limit.value() + ">; rel=\"next\"";
            answer.header(HttpHeaders.LINK, next);
        }
        return answer.build();
    }

    /** As text: an {@code EntityTag} is written by a provider that has to be looked up for each answer. */
    static ResponseBuilder tagged(ResponseBuilder answer, String tag) {
        return answer.header(HttpHeaders.ETAG, '"' + tag + '"');
    }

    private static ResponseBuilder vary(ResponseBuilder answer) {
        return answer.header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }
}
