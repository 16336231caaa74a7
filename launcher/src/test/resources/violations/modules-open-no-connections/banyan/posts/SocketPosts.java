package banyan.posts;

final class SocketPosts {
    Object users() throws java.io.IOException {
        return new java.net.Socket("localhost", 3000);
    }
}
