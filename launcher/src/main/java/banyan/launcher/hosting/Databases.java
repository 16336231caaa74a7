package banyan.launcher.hosting;

import banyan.core.database.ConnectionPool;
import banyan.core.database.file.DatabaseFile;
import banyan.core.database.server.DatabaseAddress;
import banyan.core.database.server.DatabaseServer;
import banyan.launcher.config.DataFolder;
import banyan.launcher.config.Options;
import banyan.launcher.process.ExitException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The location of the database of each module: a schema on a server, or a file. */
public final class Databases {
    private final Path folder;
    private final Map<String, DatabaseAddress> servers;

    private Databases(Path folder, Map<String, DatabaseAddress> servers) {
        this.folder = folder;
        this.servers = Map.copyOf(servers);
    }

    /**
     * Finds their locations, and opens none.
     *
     * @param modules those that will be opened
     * @throws ExitException if the password of a login cannot be read, or the folder cannot be written
     */
    public static Databases ready(Options options, Set<String> modules) {
        var servers = new HashMap<String, DatabaseAddress>();
        for (var module : modules) {
            options.database()
                    .of(module)
                    .ifPresent(address -> servers.put(
                            module,
                            address.as(
                                    options.login().user(module),
                                    options.login().password(module))));
        }
        return new Databases(DataFolder.ready(options), servers);
    }

    /**
     * Opening a database file that does not exist would create it.
     *
     * @throws ExitException if the database of the module is such a file
     */
    public void requireData(String module) {
        if (!servers.containsKey(module) && !DatabaseFile.isIn(folder, module)) {
            throw ExitException.failure("there are no data of " + module + " in " + folder
                    + ": start the board there first, or give its folder with --data");
        }
    }

    /**
     * Opens the database of a module.
     *
     * @throws banyan.core.database.StoreException if it cannot be used, or not yet
     */
    public ConnectionPool open(String module) {
        var server = servers.get(module);
        return server == null ? DatabaseFile.open(folder, module) : DatabaseServer.open(server, module);
    }
}
