package banyan.launcher.admin;

import banyan.launcher.admin.api.ModuleView;
import banyan.launcher.hosting.Catalog;
import banyan.launcher.hosting.HostedModule;
import banyan.launcher.hosting.OpenModules;
import banyan.launcher.replica.ModuleCopy;
import banyan.launcher.replica.Replicas;
import banyan.launcher.slots.ModuleState;
import banyan.launcher.slots.Slot;
import banyan.launcher.slots.Slots;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the views of all modules that could be hosted. */
record ModuleViews(Catalog catalog, OpenModules modules, Slots slots, Replicas replicas) {
    List<ModuleView> all() {
        var hosted = modules.all();
        return slots.all().entrySet().stream()
                .map(slot -> view(slot.getKey(), slot.getValue(), hosted.get(slot.getKey())))
                .toList();
    }

    private ModuleView view(String name, Slot slot, @Nullable HostedModule hosted) {
        var location = slot.route().location().orElse(null);
        var jpmsModule = catalog.moduleName(name);
        if (hosted == null) {
            var state = slot.hosting() instanceof ModuleState.Opening ? "opening" : null;
            return new ModuleView(name, location, state, jpmsModule, null, null, null, null, null);
        }
        return new ModuleView(
                name,
                location,
                "open",
                jpmsModule,
                hosted.layer().toString(),
                hosted.resolved(),
                hosted.startTime().toMillis(),
                hosted.storeId().orElse(null),
                replicas.find(name).map(ModuleCopy::view).orElse(null));
    }
}
