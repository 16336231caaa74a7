package banyan.core.database.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The password of a role. It is read for each new connection, because the content of a file may change. */
public final class DatabasePassword {
    private final String variable;
    private final Optional<Path> file;
    private final String value;

    private DatabasePassword(String variable, Optional<Path> file, String value) {
        this.variable = variable;
        this.file = file;
        this.value = value;
    }

    /** Creates a password that stays the same while this process runs. */
    public static DatabasePassword in(String variable, String value) {
        return new DatabasePassword(variable, Optional.empty(), value);
    }

    /** Creates a password that is read from a file. */
    public static DatabasePassword inFile(String variable, Path file) {
        return new DatabasePassword(variable, Optional.of(file), "");
    }

    /**
     * Returns the current password, without the line end that editors add.
     *
     * @throws IOException if the file does not exist, or this user may not read it
     */
    public String read() throws IOException {
        return file.isEmpty() ? value : Files.readString(file.get()).replaceFirst("\\R$", "");
    }

    /** Shows where the password is, never the password. */
    @Override
    public String toString() {
        return file.map(path -> variable + "=" + path).orElse(variable);
    }
}
