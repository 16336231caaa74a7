package banyan.posts;

import banyan.core.BoardException;
import banyan.core.web.Id;
import banyan.core.web.Limit;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What is asked of posts over HTTP. */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class PostsResource {
    private final PostStore posts;

    PostsResource(PostStore posts) {
        this.posts = posts;
    }

    @GET
    public List<TutorialPost> list() {
        return posts.first(Integer.parseInt(Limit.BY_DEFAULT)).stream()
                .map(TutorialPost::of)
                .toList();
    }

    @GET
    @Path("{id}")
    public TutorialPost get(@PathParam("id") Id id) {
        return posts.find(id.value())
                .map(TutorialPost::of)
                .orElseThrow(() -> BoardException.notFound("post", id.value()));
    }

    @GET
    @Path("in-thread/{id}")
    public List<TutorialPost> inThread(@PathParam("id") Id thread) {
        return posts.inThread(thread.value(), Integer.parseInt(Limit.BY_DEFAULT)).stream()
                .map(TutorialPost::of)
                .toList();
    }

    @GET
    @Path("by-user/{id}")
    public List<TutorialPost> byUser(@PathParam("id") Id user) {
        return posts.byUser(user.value(), Integer.parseInt(Limit.BY_DEFAULT)).stream()
                .map(TutorialPost::of)
                .toList();
    }
}
