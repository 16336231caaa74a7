package banyan.users;

final class OldFilingStore {
    Object posts() throws java.io.IOException {
        return new java.io.FileInputStream("data/posts.mv.db");
    }
}
