package banyan.polls;

import banyan.core.users.UserView;
import banyan.core.users.Users;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The HTTP resource of polls. */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class PollsResource {
    private final PollStore polls;
    private final Supplier<Users> users;

    PollsResource(PollStore polls, Supplier<Users> users) {
        this.polls = polls;
        this.users = users;
    }

    @GET
    public List<Poll> list() {
        return polls.all();
    }

    /** Returns the names of the authors, which it gets from another module. */
    @GET
    @Path("askers")
    public List<String> askers() {
        return polls.all().stream()
                .map(poll -> users.get().find(poll.user()))
                .flatMap(Optional::stream)
                .map(UserView::name)
                .toList();
    }
}
