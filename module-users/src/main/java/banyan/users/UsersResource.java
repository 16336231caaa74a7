package banyan.users;

import banyan.core.LocalFeed;
import banyan.core.users.UserView;
import banyan.core.web.MediaTypes;
import banyan.core.web.Responses;
import banyan.core.web.Version;
import banyan.core.web.params.ClientAddress;
import banyan.core.web.params.FeedId;
import banyan.core.web.params.FeedPosition;
import banyan.core.web.params.Id;
import banyan.core.web.params.LongPoll;
import banyan.core.web.params.PageCursor;
import banyan.core.web.params.PageLimit;
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

/** How users are read over HTTP. */
@Path("")
@Produces({MediaTypes.TUTORIAL, MediaTypes.BOARD})
public final class UsersResource {
    private final UserStore users;
    private final LocalFeed changes;

    UsersResource(UserStore users, LocalFeed changes) {
        this.users = users;
        this.changes = changes;
    }

    @GET
    public Response list(
            @QueryParam("id")
                    @Parameter(array = @ArraySchema(maxItems = Ids.MOST, schema = @Schema(pattern = Ids.DIGITS)))
                    List<String> ids,
            @QueryParam("limit") @DefaultValue(PageLimit.BY_DEFAULT) PageLimit limit,
            @QueryParam("after") @Nullable PageCursor after,
            @Context HttpHeaders headers) {
        var media = MediaTypes.requested(headers);
        if (!ids.isEmpty()) {
            var found = users.all(Ids.of(ids).values());
            return Responses.list(found.stream().map(user -> form(user, media)).toList(), media);
        }
        return Responses.page(
                (from, most) -> users.list(from == null ? 0 : from.key(), most),
                after,
                limit,
                media,
                user -> form(user, media),
                user -> PageCursor.item(user.id()),
                "");
    }

    @GET
    @Path("{id}")
    @ApiResponse(responseCode = "410", description = "The user has left.")
    public Response get(
            @PathParam("id") Id id,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known,
            @Context HttpHeaders headers) {
        return one(AccountService.known(users.find(id.value()), id.value()), MediaTypes.requested(headers), known);
    }

    @GET
    @Path("by-username/{name}")
    @ApiResponse(responseCode = "410", description = "The user has left.")
    public Response named(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known,
            @Context HttpHeaders headers) {
        return one(
                AccountService.known(Username.of(name).flatMap(users::find), "of this name"),
                MediaTypes.requested(headers),
                known);
    }

    @GET
    @Path("changes")
    @Produces(MediaTypes.TUTORIAL)
    public CompletionStage<Response> changes(
            @QueryParam("feed") @Nullable FeedId feed,
            @QueryParam("after") @DefaultValue("0") FeedPosition after,
            @QueryParam("limit") @DefaultValue(PageLimit.BY_DEFAULT) PageLimit limit,
            @QueryParam("wait") @DefaultValue(LongPoll.BY_DEFAULT) LongPoll wait,
            @Context ContainerRequestContext request) {
        return Responses.changes(changes, feed, after, limit, wait, ClientAddress.network(request));
    }

    private static Response one(UserView user, String media, @Nullable String known) {
        return Responses.item(form(user, media), new Version(user.version()), media, known);
    }

    private static Record form(UserView user, String media) {
        if (user.isDeleted()) {
            return DeletedUser.of(user);
        }
        return media.equals(MediaTypes.BOARD) ? BoardUser.of(user) : TutorialUser.of(user);
    }
}
