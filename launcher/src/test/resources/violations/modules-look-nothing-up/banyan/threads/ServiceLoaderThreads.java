package banyan.threads;

final class ServiceLoaderThreads {
    Object others() {
        return java.util.ServiceLoader.load(banyan.core.BoardModule.class);
    }
}
