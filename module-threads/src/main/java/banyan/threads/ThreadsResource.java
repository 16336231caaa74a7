package banyan.threads;

import banyan.core.BoardException;
import banyan.core.web.Id;
import banyan.core.web.Limit;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What is asked of threads over HTTP. */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class ThreadsResource {
    private final ThreadStore threads;

    ThreadsResource(ThreadStore threads) {
        this.threads = threads;
    }

    @GET
    public List<TutorialThread> list() {
        return threads.first(Integer.parseInt(Limit.BY_DEFAULT)).stream()
                .map(TutorialThread::of)
                .toList();
    }

    @GET
    @Path("{id}")
    public TutorialThread get(@PathParam("id") Id id) {
        return threads.find(id.value())
                .map(TutorialThread::of)
                .orElseThrow(() -> BoardException.notFound("thread", id.value()));
    }
}
