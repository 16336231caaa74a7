package banyan.posts;

@jakarta.ws.rs.Path("hidden")
final class HiddenEdge {}
