package banyan.launcher.replica.client;

import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.api.RoleView;
import java.time.Duration;

/** Asks other processes for the role of their copy of a module's data. */
public record RoleRequest(String module, HomeClients clients) {
    /** Shorter than writes wait for the outcome of an exchange. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    /**
     * The role of the copy there.
     *
     * @param admin the admin address of the process
     */
    public RoleView to(String admin) throws HomeFailure {
        return to(admin, LONGEST);
    }

    /**
     * The role of the copy there.
     *
     * @param longest how long a slow process has for its response
     */
    public RoleView to(String admin, Duration longest) throws HomeFailure {
        return clients.at(admin).get(AdminPaths.copy(module, AdminPaths.ROLE), RoleView.class, longest);
    }
}
