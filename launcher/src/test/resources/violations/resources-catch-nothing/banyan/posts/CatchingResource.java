package banyan.posts;

@jakarta.ws.rs.Path("catching")
final class CatchingResource {
    long id(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
