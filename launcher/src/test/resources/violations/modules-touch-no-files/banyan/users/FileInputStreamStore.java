package banyan.users;

final class FileInputStreamStore {
    Object posts() throws java.io.IOException {
        return new java.io.FileInputStream("data/posts.mv.db");
    }
}
