package banyan.launcher.cli.data;

import banyan.core.database.StoreException;
import banyan.core.store.Schema;
import banyan.launcher.cli.client.AdminClient;
import banyan.launcher.config.Options;
import banyan.launcher.hosting.Catalog;
import banyan.launcher.hosting.Databases;
import banyan.launcher.process.ExitException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/**
 * Finds the data of a module: the board that runs has them open; where no board runs, they are in the module's database.
 *
 * @param isExisting whether data have to be there already
 */
public record ModuleDataFinder(Catalog catalog, String module, Options options, boolean isExisting) {
    /** Something that is done with the data. */
    @FunctionalInterface
    public interface Use {
        void of(ModuleData data) throws IOException;
    }

    public ModuleDataFinder(Catalog catalog, String module, Options options) {
        this(catalog, module, options, false);
    }

    /** Fails where there are no data, instead of making some. */
    public ModuleDataFinder existing() {
        return new ModuleDataFinder(catalog, module, options, true);
    }

    /**
     * Does something with the data.
     *
     * @param command is named in each failure: a script may run several
     * @throws ExitException if it fails
     */
    public void use(String command, Use use) {
        try {
            find(use);
        } catch (ExitException e) {
            throw e.during(command);
        } catch (StoreException e) {
            throw ExitException.failure(command + ": " + e.line(), e);
        } catch (IOException e) {
            throw ExitException.failure(command + ": " + reason(e), e);
        }
    }

    private void find(Use use) throws IOException {
        var board = AdminClient.at(options);
        if (board.isPresent()) {
            use.of(new RemoteModuleData(board.get(), module));
        } else {
            open(use);
        }
    }

    private void open(Use use) throws IOException {
        boolean isNew = !Files.exists(options.data());
        var databases = Databases.ready(options, Set.of(module));
        if (isExisting) {
            databases.requireData(module);
        }
        try (var database = databases.open(module)) {
            use.of(new LocalModuleData(database, schema()));
        } catch (IOException | RuntimeException e) {
            if (isNew) {
                removeEmpty(options.data());
            }
            throw e;
        }
    }

    /** The schema that the module brings with it; an import writes no rows of its own. */
    private Schema schema() {
        return catalog.schema(module, catalog.load(module));
    }

    /** A folder that was made for a command that failed. */
    private static void removeEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // another process has put something there
        }
    }

    private static String reason(IOException failure) {
        return Objects.requireNonNullElse(
                failure instanceof FileSystemException system && system.getReason() != null
                        ? system.getReason()
                        : failure.getMessage(),
                failure.toString());
    }
}
