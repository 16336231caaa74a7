package banyan.threads;

final class SeekingThreads {
    Object others() {
        return java.util.ServiceLoader.load(banyan.core.BoardModule.class);
    }
}
