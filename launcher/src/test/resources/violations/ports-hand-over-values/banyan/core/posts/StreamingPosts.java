package banyan.core.posts;

public interface StreamingPosts {
    java.util.stream.Stream<PostView> all();
}
