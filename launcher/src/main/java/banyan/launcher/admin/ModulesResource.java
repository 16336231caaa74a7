package banyan.launcher.admin;

import banyan.launcher.admin.api.AdminMediaTypes;
import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.api.ModuleView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;

/** Shows the modules, and how this process hosts them. */
@Path(AdminPaths.MODULES)
@Produces(AdminMediaTypes.JSON)
public final class ModulesResource {
    private final ModuleViews views;

    ModulesResource(ModuleViews views) {
        this.views = views;
    }

    @GET
    public List<ModuleView> all() {
        return views.all();
    }
}
