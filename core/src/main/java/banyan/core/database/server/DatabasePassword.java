package banyan.core.database.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The password of a role, wherever the operator keeps it: read for each new connection, as a file may have another one by
 * then.
 */
public final class DatabasePassword {
    private final String variable;
    private final Optional<Path> file;
    private final String value;

    private DatabasePassword(String variable, Optional<Path> file, String value) {
        this.variable = variable;
        this.file = file;
        this.value = value;
    }

    /** One that stays the same while this process runs. */
    public static DatabasePassword in(String variable, String value) {
        return new DatabasePassword(variable, Optional.empty(), value);
    }

    /** The one that is in the file at the time. */
    public static DatabasePassword inFile(String variable, Path file) {
        return new DatabasePassword(variable, Optional.of(file), "");
    }

    /**
     * As it is now, without the line end that an editor puts there.
     *
     * @throws IOException if there is no file, or this user may not read it
     */
    public String read() throws IOException {
        return file.isEmpty() ? value : Files.readString(file.get()).replaceFirst("\\R$", "");
    }

    /** Where it is kept. Never the password. */
    @Override
    public String toString() {
        return file.map(path -> variable + "=" + path).orElse(variable);
    }
}
