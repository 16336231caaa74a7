package banyan.users;

import banyan.core.LocalFeed;
import banyan.core.users.UserView;
import banyan.core.web.Cacheable;
import banyan.core.web.MediaTypes;
import banyan.core.web.NotCacheable;
import banyan.core.web.Responses;
import banyan.core.web.Version;
import banyan.core.web.paging.PageCursor;
import banyan.core.web.paging.PageLimit;
import banyan.core.web.params.ClientAddress;
import banyan.core.web.params.FeedId;
import banyan.core.web.params.FeedPosition;
import banyan.core.web.params.Id;
import banyan.core.web.params.LongPoll;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
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
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Serves users over HTTP. */
@Path("")
@Produces({MediaTypes.TUTORIAL, MediaTypes.BOARD})
public final class UsersResource {
    private final UserStore users;
    private final LocalFeed localFeed;

    UsersResource(UserStore users, LocalFeed localFeed) {
        this.users = users;
        this.localFeed = localFeed;
    }

    @GET
    @Cacheable
    public Response list(
            @QueryParam("id")
                    @Parameter(
                            array =
                                    @ArraySchema(
                                            maxItems = IdFilter.MAX_IDS,
                                            schema = @Schema(pattern = IdFilter.DIGITS)))
                    List<String> ids,
            @QueryParam("limit") @DefaultValue(PageLimit.BY_DEFAULT) PageLimit limit,
            @QueryParam("after") @Nullable PageCursor after,
            @Context HttpHeaders headers) {
        var media = MediaTypes.requested(headers);
        if (!ids.isEmpty()) {
            var found = users.findAll(IdFilter.of(ids).values());
            return Responses.list(
                    found.stream().map(user -> representation(user, media)).toList(), media);
        }
        return Responses.page(
                (from, most) -> users.list(from == null ? 0 : from.key(), most),
                after,
                limit,
                media,
                user -> representation(user, media),
                user -> PageCursor.item(user.id()),
                "");
    }

    @GET
    @Cacheable
    @Path("{id}")
    @ApiResponse(responseCode = "410", description = "The account was deleted.")
    public Response get(
            @PathParam("id") Id id,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @Context HttpHeaders headers) {
        return one(
                AccountService.requireExisting(users.find(id.value()), id.value()),
                MediaTypes.requested(headers),
                ifNoneMatch);
    }

    @GET
    @Cacheable
    @Path("by-username/{name}")
    @ApiResponse(responseCode = "410", description = "The account was deleted.")
    public Response named(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @Context HttpHeaders headers) {
        return one(
                AccountService.requireExisting(Username.of(name).flatMap(users::find), "of this name"),
                MediaTypes.requested(headers),
                ifNoneMatch);
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

    private static Response one(UserView user, String media, @Nullable String ifNoneMatch) {
        return Responses.item(representation(user, media), new Version(user.version()), media, ifNoneMatch);
    }

    private static Record representation(UserView user, String media) {
        if (user.isDeleted()) {
            return DeletedUser.of(user);
        }
        return media.equals(MediaTypes.BOARD) ? BoardUser.of(user) : TutorialUser.of(user);
    }
}
