package banyan.posts;

@jakarta.ws.rs.Path("silent")
final class SilentResource {
    @jakarta.ws.rs.GET
    public String get() {
        return "cacheable or not";
    }
}
