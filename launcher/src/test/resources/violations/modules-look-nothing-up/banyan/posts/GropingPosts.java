package banyan.posts;

final class GropingPosts {
    Object users(Object port) throws ReflectiveOperationException {
        return port.getClass().getDeclaredMethod("store").invoke(port);
    }
}
