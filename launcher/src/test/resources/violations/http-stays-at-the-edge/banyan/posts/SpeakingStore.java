package banyan.posts;

final class SpeakingStore {
    RuntimeException missing() {
        return new jakarta.ws.rs.NotFoundException();
    }
}
