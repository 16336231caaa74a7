package banyan.probe;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Makes the requested attempt and returns its result. */
@Path("")
public final class ProbeResource {
    private final Attempts attempts;

    ProbeResource(Attempts attempts) {
        this.attempts = attempts;
    }

    @GET
    @Path("{attempt}")
    @Produces(MediaType.TEXT_PLAIN)
    public String attempt(@PathParam("attempt") String attempt) {
        try {
            return "got " + attempts.make(attempt);
        } catch (Exception e) {
            return e.getClass().getSimpleName();
        }
    }
}
