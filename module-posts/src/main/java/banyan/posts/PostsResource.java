package banyan.posts;

import banyan.core.BoardException;
import banyan.core.LocalFeed;
import banyan.core.posts.PostView;
import banyan.core.posts.Posts;
import banyan.core.web.Cacheable;
import banyan.core.web.MediaTypes;
import banyan.core.web.NotCacheable;
import banyan.core.web.Responses;
import banyan.core.web.Version;
import banyan.core.web.paging.PageCursor;
import banyan.core.web.paging.PageLimit;
import banyan.core.web.paging.PageSource;
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
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Serves posts over HTTP. */
@Path("")
@Produces({MediaTypes.TUTORIAL, MediaTypes.BOARD})
public final class PostsResource {
    private static final String NEWEST = "newest";

    private final PostStore store;
    private final Posts posts;
    private final LocalFeed localFeed;

    PostsResource(PostStore store, Posts posts, LocalFeed localFeed) {
        this.store = store;
        this.posts = posts;
        this.localFeed = localFeed;
    }

    @GET
    @Cacheable
    public Response list(
            @QueryParam("order") @Parameter(schema = @Schema(allowableValues = NEWEST)) @Nullable String order,
            @QueryParam("after") @Nullable PageCursor after,
            @QueryParam("limit") @DefaultValue(PageLimit.BY_DEFAULT) PageLimit limit,
            @Context HttpHeaders headers) {
        if (SortOrder.is(order, NEWEST)) {
            return page(
                    (from, most) -> store.newest(key(from, Long.MAX_VALUE), most),
                    after,
                    limit,
                    headers,
                    "&order=" + NEWEST);
        }
        return page((from, most) -> store.list(key(from, 0), most), after, limit, headers, "");
    }

    @GET
    @Cacheable
    @Path("{id}")
    public Response get(
            @PathParam("id") Id id,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @Context HttpHeaders headers) {
        var post = posts.find(id.value()).orElseThrow(() -> BoardException.notFound("post", id.value()));
        var media = MediaTypes.requested(headers);
        return Responses.item(representation(post, media), new Version(post.version()), media, ifNoneMatch);
    }

    @GET
    @Cacheable
    @Path("in-thread/{id}")
    public Response inThread(
            @PathParam("id") Id thread,
            @QueryParam("after") @Nullable PageCursor after,
            @QueryParam("limit") @DefaultValue(PageLimit.BY_DEFAULT) PageLimit limit,
            @Context HttpHeaders headers) {
        return page((from, most) -> store.inThread(thread.value(), key(from, 0), most), after, limit, headers, "");
    }

    @GET
    @Cacheable
    @Path("by-user/{id}")
    public Response byUser(
            @PathParam("id") Id user,
            @QueryParam("after") @Nullable PageCursor after,
            @QueryParam("limit") @DefaultValue(PageLimit.BY_DEFAULT) PageLimit limit,
            @Context HttpHeaders headers) {
        return page((from, most) -> store.byUser(user.value(), key(from, 0), most), after, limit, headers, "");
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

    private static long key(@Nullable PageCursor after, long otherwise) {
        return Optional.ofNullable(after).map(PageCursor::key).orElse(otherwise);
    }

    private static Response page(
            PageSource<PostView> posts,
            @Nullable PageCursor after,
            PageLimit limit,
            HttpHeaders headers,
            String others) {
        var media = MediaTypes.requested(headers);
        return Responses.page(
                posts,
                after,
                limit,
                media,
                post -> representation(post, media),
                post -> PageCursor.item(post.id()),
                others);
    }

    private static Record representation(PostView post, String media) {
        return media.equals(MediaTypes.BOARD) ? BoardPost.of(post) : TutorialPost.of(post);
    }
}
