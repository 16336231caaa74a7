package banyan.launcher.held;

import banyan.core.BoardException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** A module that refuses writes while it is not the home. */
@Path("")
public final class ToyPosts {
    private final String name;
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final Semaphore refused = new Semaphore(0);
    private volatile boolean isHome;

    ToyPosts(String name, boolean isHome) {
        this.name = name;
        this.isHome = isHome;
    }

    /** Returns the name of the module, and the text. */
    @POST
    public String write(String text) {
        if (!isHome) {
            refused.release();
            throw new BoardException(BoardException.Kind.NOT_HOME, "their home is http://secret:3900");
        }
        written.add(text);
        return name + ":" + text;
    }

    @GET
    public String read() {
        return name;
    }

    void become(boolean home) {
        isHome = home;
    }

    List<String> written() {
        return List.copyOf(written);
    }

    /** Waits until this many more writes were refused. */
    void awaitRefusals(int number) throws InterruptedException {
        refused.acquire(number);
    }
}
