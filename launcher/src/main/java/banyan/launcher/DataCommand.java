package banyan.launcher;

import banyan.core.store.Connections;
import banyan.core.store.Export;
import banyan.core.store.Import;
import banyan.core.store.Schema;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The commands {@code export} and {@code import}, on the data of a module that no process has open. */
final class DataCommand {
    static final Set<String> NAMES = Set.of("export", "import");
    private static final String STANDARD = "-";

    private final String name;
    private final String module;
    private final String file;
    private final boolean isWithKeys;
    private final Schema schema;
    private final Databases databases;

    private DataCommand(Home home, String... arguments) {
        var rest = new ArrayList<>(List.of(arguments));
        name = rest.remove(0);
        file = value(rest, name.equals("export") ? "--to" : "--from");
        isWithKeys = name.equals("export") && rest.remove("--with-keys");
        if (rest.isEmpty() || rest.get(0).startsWith("-")) {
            throw new OptionException(name + ": there is no module; give one, such as " + name + " posts");
        }
        module = rest.remove(0);
        var options = new Values(new Arguments(rest.toArray(String[]::new)).flags(), System.getenv()).options();
        var catalog = Catalog.of(home);
        if (!catalog.names().contains(module)) {
            throw new OptionException(name + " " + module + ": there is no such module; the nearest is "
                    + Nearest.to(module, catalog.names()));
        }
        var loader = Commands.layer(catalog, module).findLoader(catalog.moduleName(module));
        schema = new Schema(module, loader, (change, number, row) -> {});
        databases = Databases.ready(options, Set.of(module));
    }

    static boolean isAsked(String... arguments) {
        return arguments.length > 0 && NAMES.contains(arguments[0]);
    }

    static void run(Home home, String... arguments) throws IOException {
        var command = new DataCommand(home, arguments);
        if (command.name.equals("export")) {
            command.databases.refuseNone(command.module);
        }
        try (var database = command.databases.open(command.module)) {
            if (command.name.equals("export")) {
                command.write(database);
            } else {
                command.read(database);
            }
        }
    }

    private void read(Connections database) throws IOException {
        try (var in = file.equals(STANDARD) ? System.in : Files.newInputStream(Path.of(file))) {
            Import.read(database.dataSource(), schema, in, new Progress("import " + module));
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new OptionException("--from " + file + ": there is no such file");
        }
    }

    private void write(Connections database) throws IOException {
        if (file.equals(STANDARD)) {
            Export.write(database.dataSource(), schema, System.out, isWithKeys, new Progress("export " + module));
            return;
        }
        var path = Path.of(file);
        try {
            Files.createFile(path, DataFolder.privately("rw-------"));
        } catch (FileAlreadyExistsException e) {
            throw new OptionException("--to " + file + ": it is there already; give a file that is not");
        }
        try (var out = Files.newOutputStream(path, StandardOpenOption.WRITE)) {
            Export.write(database.dataSource(), schema, out, isWithKeys, new Progress("export " + module));
        } catch (IOException | RuntimeException e) {
            Files.delete(path);
            throw e;
        }
    }

    private static String value(List<String> arguments, String flag) {
        for (int i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            if (argument.startsWith(flag + "=")) {
                return arguments.remove(i).substring(flag.length() + 1);
            }
            if (argument.equals(flag)) {
                arguments.remove(i);
                if (i == arguments.size()) {
                    throw new OptionException(flag + ": there is no value; give a file, or - for the standard one");
                }
                return arguments.remove(i);
            }
        }
        return STANDARD;
    }
}
