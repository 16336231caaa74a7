package banyan.votes;

final class MisnamedModule implements banyan.core.BoardModule {
    @Override
    public banyan.core.Hosted open(banyan.core.ModuleContext context) {
        throw new IllegalStateException();
    }
}
