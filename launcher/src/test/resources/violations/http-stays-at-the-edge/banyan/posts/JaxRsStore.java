package banyan.posts;

final class JaxRsStore {
    RuntimeException missing() {
        return new jakarta.ws.rs.NotFoundException();
    }
}
