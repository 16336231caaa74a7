package banyan.probe;

import banyan.core.BoardModule;
import banyan.core.Hosted;
import banyan.core.ModuleContext;
import banyan.core.posts.Posts;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens the module, which has no data. */
public final class ProbeModule implements BoardModule {
    @Override
    public Hosted open(ModuleContext context) {
        var resource = new ProbeResource(new Attempts(context.port(Posts.class)));
        return new Hosted(Set.of(resource), Map.of(), Optional.empty());
    }
}
