package banyan.posts;

final class FilingStore {
    byte[] users() throws java.io.IOException {
        return java.nio.file.Files.readAllBytes(java.nio.file.Path.of("data/users.mv.db"));
    }
}
