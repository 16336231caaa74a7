package banyan.threads;

import banyan.core.BoardException;
import banyan.core.LocalFeed;
import banyan.core.threads.ThreadView;
import banyan.core.threads.Threads;
import banyan.core.web.Cacheable;
import banyan.core.web.MediaTypes;
import banyan.core.web.NotCacheable;
import banyan.core.web.Responses;
import banyan.core.web.Version;
import banyan.core.web.paging.PageCursor;
import banyan.core.web.paging.PageLimit;
import banyan.core.web.paging.SortOrder;
import banyan.core.web.params.ClientAddress;
import banyan.core.web.params.FeedId;
import banyan.core.web.params.FeedPosition;
import banyan.core.web.params.Id;
import banyan.core.web.params.LongPoll;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Serves threads over HTTP. */
@Path("")
@Produces({MediaTypes.TUTORIAL, MediaTypes.BOARD})
public final class ThreadsResource {
    private static final String ACTIVE = "active";

    private final ThreadStore store;
    private final Threads threads;
    private final LocalFeed localFeed;

    ThreadsResource(ThreadStore store, Threads threads, LocalFeed localFeed) {
        this.store = store;
        this.threads = threads;
        this.localFeed = localFeed;
    }

    @GET
    @Cacheable
    public Response list(
            @QueryParam("order") @Parameter(schema = @Schema(allowableValues = ACTIVE)) @Nullable String order,
            @QueryParam("after") @Nullable PageCursor after,
            @QueryParam("limit") @DefaultValue(PageLimit.BY_DEFAULT) PageLimit limit,
            @Context HttpHeaders headers) {
        var media = MediaTypes.requested(headers);
        if (SortOrder.is(order, ACTIVE)) {
            return Responses.page(
                    (from, most) -> store.active(from == null ? Activity.LATEST : Activity.of(from), most),
                    after,
                    limit,
                    media,
                    thread -> representation(thread, media),
                    thread -> Activity.of(thread).cursor(),
                    "&order=" + ACTIVE);
        }
        return Responses.page(
                (from, most) -> store.list(from == null ? 0 : from.key(), most),
                after,
                limit,
                media,
                thread -> representation(thread, media),
                thread -> PageCursor.item(thread.id()),
                "");
    }

    @GET
    @Cacheable
    @Path("{id}")
    public Response get(
            @PathParam("id") Id id,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @Context HttpHeaders headers) {
        var thread = threads.find(id.value()).orElseThrow(() -> BoardException.notFound("thread", id.value()));
        var media = MediaTypes.requested(headers);
        return Responses.item(
                representation(thread, media), new Version(thread.version(), thread.derived()), media, ifNoneMatch);
    }

    @GET
    @NotCacheable("it waits for changes, and each client may wait in a few requests only")
    @Path("changes")
    @Produces(MediaTypes.TUTORIAL)
    public CompletionStage<Response> changes(
            @QueryParam("feed") @Nullable FeedId feed,
            @QueryParam("after") @DefaultValue("0") FeedPosition after,
            @QueryParam("limit") @DefaultValue(PageLimit.BY_DEFAULT) PageLimit limit,
            @QueryParam("wait") @DefaultValue(LongPoll.BY_DEFAULT) LongPoll wait,
            @Context ContainerRequestContext request) {
        return Responses.changes(localFeed, feed, after, limit, wait, ClientAddress.network(request));
    }

    private static Record representation(ThreadView thread, String media) {
        return media.equals(MediaTypes.BOARD) ? BoardThread.of(thread) : TutorialThread.of(thread);
    }
}
