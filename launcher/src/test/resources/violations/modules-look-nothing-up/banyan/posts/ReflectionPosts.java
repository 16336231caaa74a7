package banyan.posts;

final class ReflectionPosts {
    Object users(Object port) throws ReflectiveOperationException {
        return port.getClass().getDeclaredMethod("store").invoke(port);
    }
}
