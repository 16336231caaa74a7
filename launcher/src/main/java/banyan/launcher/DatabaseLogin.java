package banyan.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who asks a database server, said by variables alone: other users of a machine can read a command line. A variable with the
 * module's name at its end comes before the one for all.
 *
 * @param variables the environment of the process
 */
record DatabaseLogin(Map<String, String> variables) {
    private static final String USER = "BANYAN_DATABASE_USER";
    private static final String PASSWORD = "BANYAN_DATABASE_PASSWORD";
    private static final String FILE = "BANYAN_DATABASE_PASSWORD_FILE";

    Optional<String> user(String module) {
        return ends(module).flatMap(end -> value(USER + end).stream()).findFirst();
    }

    /**
     * @throws OptionException if it is given twice, or its file cannot be read
     */
    Optional<String> password(String module) {
        return ends(module).flatMap(end -> passwordWith(end).stream()).findFirst();
    }

    private Optional<String> passwordWith(String end) {
        var file = value(FILE + end);
        if (file.isEmpty()) {
            return value(PASSWORD + end);
        }
        if (value(PASSWORD + end).isPresent()) {
            throw new OptionException(
                    FILE + end + "=" + file.get() + ": there is " + PASSWORD + end + " too; give one of them");
        }
        return file.map(path -> read(FILE + end, path));
    }

    /** Without the line end that an editor puts there. */
    private static String read(String variable, String path) {
        try {
            return Files.readString(Path.of(path)).replaceFirst("\\R$", "");
        } catch (IOException | InvalidPathException e) {
            throw new OptionException(
                    variable + "=" + path + ": cannot be read; give a file that holds the password, for this user");
        }
    }

    private Optional<String> value(String variable) {
        return Optional.ofNullable(variables.get(variable)).filter(value -> !value.isEmpty());
    }

    private static Stream<String> ends(String module) {
        return Stream.of("_" + module.toUpperCase(Locale.ROOT), "");
    }

    /** Never shows a password. */
    @Override
    public String toString() {
        return "DatabaseLogin[]";
    }
}
