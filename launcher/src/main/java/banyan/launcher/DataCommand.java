package banyan.launcher;

import banyan.core.store.Schema;
import java.io.IOException;
import java.util.Set;

/** The commands {@code export} and {@code import}: through the board that runs or, where none does, on the module's database. */
final class DataCommand {
    static final Set<String> NAMES = Set.of("export", "import");

    private final boolean isExport;
    private final boolean isWithKeys;
    private final DataFile file;
    private final String module;
    private final Catalog catalog;
    private final Options options;

    private DataCommand(Home home, String... arguments) {
        var words = new Words(arguments);
        var name = words.first();
        isExport = name.equals("export");
        file = DataFile.taken(words, isExport ? "--to" : "--from");
        isWithKeys = isExport && words.has("--with-keys");
        module = words.next()
                .orElseThrow(
                        () -> new OptionException(name + ": there is no module; give one, such as " + name + " posts"));
        options = words.options();
        catalog = Catalog.of(home);
        if (!catalog.names().contains(module)) {
            throw new OptionException(name + " " + module + ": there is no such module; the nearest is "
                    + Nearest.to(module, catalog.names()));
        }
    }

    static boolean isAsked(String... arguments) {
        return arguments.length > 0 && NAMES.contains(arguments[0]);
    }

    static void run(Home home, String... arguments) throws IOException {
        new DataCommand(home, arguments).run();
    }

    private void run() throws IOException {
        var board = RunningBoard.at(options);
        if (board.isPresent()) {
            carry(new RunningData(board.get(), module));
        } else {
            open();
        }
    }

    private void open() throws IOException {
        var loader = Commands.layer(catalog, module).findLoader(catalog.moduleName(module));
        var schema = new Schema(module, loader, (change, number, row) -> {});
        var databases = Databases.ready(options, Set.of(module));
        if (isExport) {
            databases.refuseNone(module);
        }
        try (var database = databases.open(module)) {
            carry(new ClosedData(database, schema));
        }
    }

    private void carry(DataWay data) throws IOException {
        if (isExport) {
            var progress = new Progress("export " + module);
            file.fill(out -> data.exportTo(progress.of(out), isWithKeys));
        } else {
            var progress = new Progress("import " + module);
            file.read(in -> data.importFrom(progress.of(in)));
        }
    }
}
