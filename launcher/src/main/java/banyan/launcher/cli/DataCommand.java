package banyan.launcher.cli;

import banyan.core.database.StoreException;
import banyan.core.store.Schema;
import banyan.launcher.config.Options;
import banyan.launcher.config.Suggestion;
import banyan.launcher.hosting.Catalog;
import banyan.launcher.hosting.Databases;
import banyan.launcher.process.ExitException;
import banyan.launcher.process.Installation;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/** The commands {@code export} and {@code import}: through the board that runs or, where none does, on the module's database. */
public final class DataCommand {
    static final Set<String> NAMES = Set.of("export", "import");

    private final boolean isExport;
    /** Private keys are written, or those that are read sign on. */
    private final boolean isWithKeys;

    private final DataFile file;
    private final String module;
    private final Catalog catalog;
    private final Options options;

    private DataCommand(Installation home, String... arguments) {
        var words = new Words(arguments);
        var name = words.first();
        isExport = name.equals("export");
        file = DataFile.taken(words, isExport ? "--to" : "--from");
        isWithKeys = words.has(isExport ? "--with-keys" : "--keep-keys");
        module = words.next()
                .orElseThrow(
                        () -> ExitException.usage(name + ": there is no module; give one, such as " + name + " posts"));
        options = words.options();
        catalog = Catalog.of(home);
        if (!catalog.names().contains(module)) {
            throw ExitException.usage(name + " " + module + ": there is no such module; the nearest is "
                    + Suggestion.to(module, catalog.names()));
        }
    }

    public static boolean isAsked(String... arguments) {
        return arguments.length > 0 && NAMES.contains(arguments[0]);
    }

    public static void run(Installation home, String... arguments) {
        new DataCommand(home, arguments).run();
    }

    /** Of several commands in a script, the line says which one has failed. */
    private void run() {
        var what = (isExport ? "export " : "import ") + module;
        try {
            find();
        } catch (StoreException e) {
            throw ExitException.failure(what + ": " + e.line(), e);
        } catch (ExitException e) {
            throw e.during(what);
        } catch (IOException e) {
            throw ExitException.failure(what + ": " + file.shown() + ": " + reason(e), e);
        }
    }

    private static String reason(IOException failure) {
        return Objects.requireNonNullElse(
                failure instanceof FileSystemException system && system.getReason() != null
                        ? system.getReason()
                        : failure.getMessage(),
                failure.toString());
    }

    private void find() throws IOException {
        var board = AdminClient.at(options);
        if (board.isPresent()) {
            carry(new RemoteModuleData(board.get(), module));
        } else {
            open();
        }
    }

    private void open() throws IOException {
        var loader = Commands.layer(catalog, module).findLoader(catalog.moduleName(module));
        var schema = new Schema(module, loader, (change, number, row) -> {});
        boolean isNew = !Files.exists(options.data());
        var databases = Databases.ready(options, Set.of(module));
        if (isExport) {
            databases.refuseNone(module);
        }
        try (var database = databases.open(module)) {
            carry(new LocalModuleData(database, schema));
        } catch (IOException | RuntimeException e) {
            if (isNew) {
                removeEmpty(options.data());
            }
            throw e;
        }
    }

    /** A folder that was made for what failed. */
    private static void removeEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // somebody else has put something there
        }
    }

    private void carry(ModuleData data) throws IOException {
        if (isExport) {
            var progress = new Progress("export " + module);
            file.fill(out -> data.exportTo(progress.of(out), isWithKeys));
            progress.done("to " + file.shown());
        } else {
            var progress = new Progress("import " + module);
            if (file.isStandard()) {
                progress.sayIfItWaits("lines at standard input; --from reads a file");
            }
            file.read(in -> data.importFrom(progress.of(in), isWithKeys));
            progress.done("from " + file.shown());
        }
    }
}
