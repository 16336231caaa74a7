package banyan.launcher.config;

import banyan.core.database.server.DatabasePassword;
import banyan.launcher.process.ExitException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The login at a database server, from environment variables alone, because other users of a machine can read a command line. A
 * variable that ends with the module's name takes precedence.
 *
 * @param variables the environment of the process
 */
public record DatabaseLogin(Map<String, String> variables) {
    private static final String USER = "BANYAN_DATABASE_USER";
    private static final String PASSWORD = "BANYAN_DATABASE_PASSWORD";
    private static final String FILE = "BANYAN_DATABASE_PASSWORD_FILE";

    public Optional<String> user(String module) {
        return ends(module).flatMap(end -> value(USER + end).stream()).findFirst();
    }

    /**
     * The password. One in a file is read now, so that a wrong path is reported, and again for each connection.
     *
     * @throws ExitException if two variables give it, or its file cannot be read
     */
    public Optional<DatabasePassword> password(String module) {
        return ends(module).flatMap(end -> passwordWith(end).stream()).findFirst();
    }

    private Optional<DatabasePassword> passwordWith(String end) {
        var file = value(FILE + end);
        if (file.isEmpty()) {
            return value(PASSWORD + end).map(value -> DatabasePassword.in(PASSWORD + end, value));
        }
        if (value(PASSWORD + end).isPresent()) {
            throw ExitException.usage(
                    FILE + end + "=" + file.get() + ": there is " + PASSWORD + end + " too; give one of them");
        }
        return file.map(path -> inFile(FILE + end, path));
    }

    /** The names of all variables that these modules may have. */
    static Stream<String> variables(Collection<String> modules) {
        return Stream.of(USER, PASSWORD, FILE)
                .flatMap(name -> Stream.concat(
                        Stream.of(name), modules.stream().map(module -> name + "_" + module.toUpperCase(Locale.ROOT))));
    }

    private static DatabasePassword inFile(String variable, String path) {
        try {
            var password = DatabasePassword.inFile(variable, Path.of(path));
            password.read();
            return password;
        } catch (IOException | InvalidPathException e) {
            throw ExitException.usage(
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
