package banyan.threads;

import banyan.core.BoardException;
import banyan.core.threads.ThreadView;
import banyan.core.threads.Threads;
import banyan.core.web.Answers;
import banyan.core.web.Media;
import banyan.core.web.Version;
import banyan.core.web.params.After;
import banyan.core.web.params.ClientAddress;
import banyan.core.web.params.FeedId;
import banyan.core.web.params.Id;
import banyan.core.web.params.Limit;
import banyan.core.web.params.Order;
import banyan.core.web.params.Position;
import banyan.core.web.params.Wait;
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

/** How threads are read over HTTP. */
@Path("")
@Produces({Media.TUTORIAL, Media.BOARD})
public final class ThreadsResource {
    private static final String ACTIVE = "active";

    private final ThreadStore store;
    private final Threads threads;

    ThreadsResource(ThreadStore store, Threads threads) {
        this.store = store;
        this.threads = threads;
    }

    @GET
    public Response list(
            @QueryParam("order") @Parameter(schema = @Schema(allowableValues = ACTIVE)) @Nullable String order,
            @QueryParam("after") @Nullable After after,
            @QueryParam("limit") @DefaultValue(Limit.BY_DEFAULT) Limit limit,
            @Context HttpHeaders headers) {
        var media = Media.asked(headers);
        if (Order.is(order, ACTIVE)) {
            return Answers.page(
                    (from, most) -> store.active(from == null ? Activity.NONE_YET : Activity.of(from), most),
                    after,
                    limit,
                    media,
                    thread -> form(thread, media),
                    thread -> Activity.of(thread).after(),
                    "&order=" + ACTIVE);
        }
        return Answers.page(
                (from, most) -> store.list(from == null ? 0 : from.key(), most),
                after,
                limit,
                media,
                thread -> form(thread, media),
                thread -> After.item(thread.id()),
                "");
    }

    @GET
    @Path("{id}")
    public Response get(
            @PathParam("id") Id id,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @Context HttpHeaders headers) {
        var thread = threads.find(id.value()).orElseThrow(() -> BoardException.notFound("thread", id.value()));
        var media = Media.asked(headers);
        return Answers.item(form(thread, media), new Version(thread.version(), thread.derived()), media, ifNoneMatch);
    }

    @GET
    @Path("changes")
    @Produces(Media.TUTORIAL)
    public CompletionStage<Response> changes(
            @QueryParam("feed") @Nullable FeedId feed,
            @QueryParam("after") @DefaultValue("0") Position after,
            @QueryParam("limit") @DefaultValue(Limit.BY_DEFAULT) Limit limit,
            @QueryParam("wait") @DefaultValue(Wait.BY_DEFAULT) Wait wait,
            @Context ContainerRequestContext request) {
        return Answers.changes(store.database().feed(), feed, after, limit, wait, ClientAddress.network(request));
    }

    private static Record form(ThreadView thread, String media) {
        return media.equals(Media.BOARD) ? BoardThread.of(thread) : TutorialThread.of(thread);
    }
}
