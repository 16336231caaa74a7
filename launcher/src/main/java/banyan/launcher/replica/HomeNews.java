package banyan.launcher.replica;

import banyan.core.revision.DataRole;
import banyan.launcher.address.PeerAddress;
import banyan.launcher.slots.KnownHome;
import banyan.launcher.slots.Location;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Tells where the home of a module's data is, after each change of it that the role of the copy here shows. */
final class HomeNews {
    private final String module;
    private final BiConsumer<String, KnownHome> listener;
    private @Nullable Location last;

    HomeNews(String module, BiConsumer<String, KnownHome> listener) {
        this.module = module;
        this.listener = listener;
    }

    /** A home that never changed is where the options say. A standby knows the board of its home after an exchange only. */
    synchronized void tell(DataRole role) {
        if (role.kind() == DataRole.Kind.HOME && role.epoch() > 1) {
            tell(role.epoch(), Location.HERE);
        } else if (role.kind() == DataRole.Kind.STANDBY && role.address() != null) {
            var home = Location.at(PeerAddress.parse(role.address()));
            if (!home.equals(last)) {
                tell(role.epoch(), home);
            }
        }
    }

    private void tell(long epoch, Location home) {
        last = home;
        listener.accept(module, new KnownHome(epoch, home));
    }
}
