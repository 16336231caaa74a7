package banyan.posts;

final class ShortcutStore {
    final Object users = org.jdbi.v3.core.Jdbi.create("jdbc:h2:file:./data/users");
}
