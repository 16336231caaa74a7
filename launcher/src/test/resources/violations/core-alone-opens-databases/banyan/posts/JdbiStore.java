package banyan.posts;

final class JdbiStore {
    final Object users = org.jdbi.v3.core.Jdbi.create("jdbc:h2:file:./data/users");
}
