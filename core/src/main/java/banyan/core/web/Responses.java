package banyan.core.web;

import banyan.core.Feed;
import banyan.core.LocalFeed;
import banyan.core.web.paging.Page;
import banyan.core.web.paging.PageCursor;
import banyan.core.web.paging.PageLimit;
import banyan.core.web.paging.PageSource;
import banyan.core.web.params.ClientAddress;
import banyan.core.web.params.FeedId;
import banyan.core.web.params.FeedPosition;
import banyan.core.web.params.LongPoll;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The responses of resources, with their headers. All references are relative (RFC 3986 section 4.2). */
public final class Responses {
    private Responses() {}

    /**
     * Returns a page of a list, in one of the representations. It has at most 256 KiB, but at least one item.
     *
     * @param after the start; null for the first page
     * @param form converts a row to its representation
     * @param position returns the start of the page after a row
     * @param others further parameters of the next page's query, such as {@code &order=newest}
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
        var response = Response.ok(page.json(), media);
        if (page.next() != null) {
            response.header(
                    HttpHeaders.LINK,
                    "<?after=" + page.next() + "&limit=" + limit.value() + others + ">; rel=\"next\"");
        }
        return vary(response).build();
    }

    /** Returns a complete, short list. */
    public static Response list(List<?> forms, String media) {
        return vary(Response.ok(forms, media)).build();
    }

    /** Returns one item, or 304 if the client has this version already. */
    public static Response item(Object form, Version version, String media, @Nullable String ifNoneMatch) {
        var response = version.isKnown(ifNoneMatch, media) ? Response.notModified() : Response.ok(form, media);
        return tagged(vary(response), version.tag(media)).build();
    }

    /** Returns a changed item, in the board's representation. */
    public static Response changed(Object form, Version version) {
        return tagged(vary(Response.ok(form, MediaTypes.TUTORIAL)), version.tag(MediaTypes.BOARD))
                .build();
    }

    /**
     * Returns a new item.
     *
     * @param body its JSON document, in the board's representation
     */
    public static Response created(UriInfo uri, String module, long id, String body) {
        var path = uri.getRequestUri().getRawPath();
        var location = path.endsWith("/") ? String.valueOf(id) : module + "/" + id;
        return vary(Response.created(URI.create(location)).entity(body).type(MediaTypes.TUTORIAL))
                .build();
    }

    public static Response deleted() {
        return Response.noContent().build();
    }

    /**
     * Returns the entries of a feed, once there are some or the wait is over. No thread waits.
     *
     * @param known the feed of the position, if the reader stores it
     * @param client the client, as {@link ClientAddress#network} names it
     */
    public static CompletionStage<Response> changes(
            LocalFeed feed, @Nullable FeedId known, FeedPosition after, PageLimit limit, LongPoll wait, String client) {
        var cursor = new Feed.Cursor(known == null ? null : known.value(), after.value());
        return feed.changesAsync(cursor, limit.value(), wait.duration(), client)
                .thenApply(changes -> changes(changes, limit));
    }

    private static Response changes(Feed.Changes changes, PageLimit limit) {
        var entries = changes.entries();
        var response = Response.ok(entries, MediaTypes.TUTORIAL)
                .header(FeedId.HEADER, changes.feed())
                .header(FeedId.HEAD, changes.head());
        if (entries.size() == limit.value()) {
            long last = entries.get(entries.size() - 1).position();
            var next = "<?after=" + last + "&feed=" + changes.feed() + "&limit=" + limit.value() + ">; rel=\"next\"";
            response.header(HttpHeaders.LINK, next);
        }
        return response.build();
    }

    /** Adds the tag as text: for an {@code EntityTag}, JAX-RS would look up a provider for each response. */
    static ResponseBuilder tagged(ResponseBuilder response, String tag) {
        return response.header(HttpHeaders.ETAG, '"' + tag + '"');
    }

    private static ResponseBuilder vary(ResponseBuilder response) {
        return response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }
}
