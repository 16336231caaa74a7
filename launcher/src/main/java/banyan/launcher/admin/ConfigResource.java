package banyan.launcher.admin;

import banyan.launcher.admin.api.AdminMediaTypes;
import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.config.OptionView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.function.Supplier;

/** Shows the configuration of this process. */
@Path(AdminPaths.CONFIG)
@Produces(AdminMediaTypes.JSON)
public final class ConfigResource {
    private final Supplier<List<OptionView>> settings;

    ConfigResource(Supplier<List<OptionView>> settings) {
        this.settings = settings;
    }

    @GET
    public List<OptionView> all() {
        return settings.get();
    }
}
