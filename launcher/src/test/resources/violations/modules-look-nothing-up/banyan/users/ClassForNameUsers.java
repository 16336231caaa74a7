package banyan.users;

final class ClassForNameUsers {
    Object posts() throws ClassNotFoundException {
        return Class.forName("banyan.posts.PostStore");
    }
}
