package banyan.posts;

final class FilesStore {
    byte[] users() throws java.io.IOException {
        return java.nio.file.Files.readAllBytes(java.nio.file.Path.of("data/users.mv.db"));
    }
}
