package banyan.core.posts;

public interface FramedPosts {
    @jakarta.ws.rs.GET
    String find(long id);
}
