package banyan.posts;

final class SecondModule implements banyan.core.BoardModule {
    @Override
    public banyan.core.Hosted open(banyan.core.ModuleContext context) {
        throw new IllegalStateException();
    }
}
