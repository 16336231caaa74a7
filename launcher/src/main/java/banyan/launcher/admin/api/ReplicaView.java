package banyan.launcher.admin.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The data of a module here as one of several copies.
 *
 * @param copy the id of this copy
 * @param role what the copy may do, see {@link RoleView}
 * @param epoch grows with each change of the home
 * @param home the admin address of the home, as far as this copy knows; null at the home
 * @param revision the number of the last write transaction that it has; null while the database cannot be read
 * @param lag how many revisions it is behind the home, as far as it knows; null at the home
 * @param lagSeconds how long ago it had all revisions of the home; null at the home
 * @param rowsCopied the rows that it has taken over since the start of this process
 * @param bytesCopied the bytes that they came in
 * @param lastFenceMs how long the last exchange of the roles kept the module without a home, in milliseconds; null before one
 * @param trouble why it does not follow its home now; null if it does
 * @param standbys the copies that follow this one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplicaView(
        UUID copy,
        String role,
        long epoch,
        @Nullable String home,
        @Nullable Long revision,
        @Nullable Long lag,
        @Nullable Double lagSeconds,
        long rowsCopied,
        long bytesCopied,
        @Nullable Long lastFenceMs,
        @Nullable String trouble,
        List<StandbyView> standbys) {
    public ReplicaView {
        standbys = List.copyOf(standbys);
    }
}
