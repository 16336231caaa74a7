package banyan.users;

final class NamingUsers {
    Object posts() throws ClassNotFoundException {
        return Class.forName("banyan.posts.PostStore");
    }
}
