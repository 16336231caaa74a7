package banyan.posts;

import banyan.core.auth.TokenVerifier;
import banyan.core.web.JsonInput;
import banyan.core.web.MediaTypes;
import banyan.core.web.Responses;
import banyan.core.web.Version;
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

/** How posts are written over HTTP. */
@Path("")
@Consumes(MediaTypes.TUTORIAL)
@Produces({MediaTypes.TUTORIAL, MediaTypes.BOARD})
public final class PostWritingResource {
    private final PostService posting;
    private final TokenVerifier actors;

    PostWritingResource(PostService posting, TokenVerifier actors) {
        this.posting = posting;
        this.actors = actors;
    }

    @POST
    public Response post(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam("Idempotency-Key") @Nullable IdempotencyKey key,
            @Context UriInfo asked,
            @Nullable NewPost input) {
        long actor = actors.asking(authorization);
        var receipt = posting.post(actor, IdempotencyKey.of(key), JsonInput.given(input));
        return Responses.created(asked, "posts", receipt.item(), receipt.body());
    }

    @PATCH
    @Path("{id}")
    public Response edit(
            @PathParam("id") Id id,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable PostText input) {
        long actor = actors.asking(authorization);
        var post = posting.edit(actor, id.value(), ifMatch, JsonInput.given(input));
        return Responses.changed(BoardPost.of(post), new Version(post.version()));
    }

    @DELETE
    @Path("{id}")
    public Response delete(
            @PathParam("id") Id id,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        posting.delete(actors.asking(authorization), id.value(), ifMatch);
        return Responses.deleted();
    }
}
