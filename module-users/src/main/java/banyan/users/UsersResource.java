package banyan.users;

import banyan.core.BoardException;
import banyan.core.web.Id;
import banyan.core.web.Limit;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What is asked of users over HTTP. */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class UsersResource {
    private final UserStore users;

    UsersResource(UserStore users) {
        this.users = users;
    }

    @GET
    public List<TutorialUser> list() {
        return users.first(Integer.parseInt(Limit.BY_DEFAULT)).stream()
                .map(TutorialUser::of)
                .toList();
    }

    @GET
    @Path("{id}")
    public TutorialUser get(@PathParam("id") Id id) {
        return users.find(id.value())
                .map(TutorialUser::of)
                .orElseThrow(() -> BoardException.notFound("user", id.value()));
    }
}
