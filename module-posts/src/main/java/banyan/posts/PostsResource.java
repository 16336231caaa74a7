package banyan.posts;

import banyan.core.BoardException;
import banyan.core.posts.PostView;
import banyan.core.posts.Posts;
import banyan.core.web.Answers;
import banyan.core.web.Media;
import banyan.core.web.Rows;
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
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How posts are read over HTTP. */
@Path("")
@Produces({Media.TUTORIAL, Media.BOARD})
public final class PostsResource {
    private static final String NEWEST = "newest";

    private final PostStore store;
    private final Posts posts;

    PostsResource(PostStore store, Posts posts) {
        this.store = store;
        this.posts = posts;
    }

    @GET
    public Response list(
            @QueryParam("order") @Parameter(schema = @Schema(allowableValues = NEWEST)) @Nullable String order,
            @QueryParam("after") @Nullable After after,
            @QueryParam("limit") @DefaultValue(Limit.BY_DEFAULT) Limit limit,
            @Context HttpHeaders headers) {
        if (Order.is(order, NEWEST)) {
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
    @Path("{id}")
    public Response get(
            @PathParam("id") Id id,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @Context HttpHeaders headers) {
        var post = posts.find(id.value()).orElseThrow(() -> BoardException.notFound("post", id.value()));
        var media = Media.asked(headers);
        return Answers.item(form(post, media), new Version(post.version()), media, ifNoneMatch);
    }

    @GET
    @Path("in-thread/{id}")
    public Response inThread(
            @PathParam("id") Id thread,
            @QueryParam("after") @Nullable After after,
            @QueryParam("limit") @DefaultValue(Limit.BY_DEFAULT) Limit limit,
            @Context HttpHeaders headers) {
        return page((from, most) -> store.inThread(thread.value(), key(from, 0), most), after, limit, headers, "");
    }

    @GET
    @Path("by-user/{id}")
    public Response byUser(
            @PathParam("id") Id user,
            @QueryParam("after") @Nullable After after,
            @QueryParam("limit") @DefaultValue(Limit.BY_DEFAULT) Limit limit,
            @Context HttpHeaders headers) {
        return page((from, most) -> store.byUser(user.value(), key(from, 0), most), after, limit, headers, "");
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

    private static long key(@Nullable After after, long otherwise) {
        return Optional.ofNullable(after).map(After::key).orElse(otherwise);
    }

    private static Response page(
            Rows<PostView> posts, @Nullable After after, Limit limit, HttpHeaders headers, String others) {
        var media = Media.asked(headers);
        return Answers.page(
                posts, after, limit, media, post -> form(post, media), post -> After.item(post.id()), others);
    }

    private static Record form(PostView post, String media) {
        return media.equals(Media.BOARD) ? BoardPost.of(post) : TutorialPost.of(post);
    }
}
