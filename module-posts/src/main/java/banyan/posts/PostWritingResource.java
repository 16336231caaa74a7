package banyan.posts;

import banyan.core.auth.Actor;
import banyan.core.web.MediaTypes;
import banyan.core.web.Responses;
import banyan.core.web.Version;
import banyan.core.web.json.JsonInput;
import banyan.core.web.params.Id;
import banyan.core.web.params.IdempotencyKey;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Creates, edits and deletes posts over HTTP. */
@Path("")
@Consumes(MediaTypes.TUTORIAL)
@Produces({MediaTypes.TUTORIAL, MediaTypes.BOARD})
public final class PostWritingResource {
    private final PostService service;

    PostWritingResource(PostService service) {
        this.service = service;
    }

    @POST
    public Response post(
            @HeaderParam("Idempotency-Key") @Nullable IdempotencyKey key,
            @Context UriInfo asked,
            @Nullable NewPost input,
            @Context Actor actor) {
        var response = service.create(actor.id(), IdempotencyKey.of(key), JsonInput.given(input));
        return Responses.created(asked, "posts", response.item(), response.body());
    }

    @PATCH
    @Path("{id}")
    public Response edit(
            @PathParam("id") Id id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable PostText input,
            @Context Actor actor) {
        var post = service.edit(actor.id(), id.value(), ifMatch, JsonInput.given(input));
        return Responses.changed(BoardPost.of(post), new Version(post.version()));
    }

    @DELETE
    @Path("{id}")
    public Response delete(
            @PathParam("id") Id id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @Context Actor actor) {
        service.delete(actor.id(), id.value(), ifMatch);
        return Responses.deleted();
    }
}
