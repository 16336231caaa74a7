package banyan.launcher.cli.data;

import banyan.launcher.config.DataFolder;
import banyan.launcher.process.ExitException;
import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file that an export writes or an import reads: a new one, an existing one, or a standard stream.
 *
 * @param flag that names it
 * @param name a path, or {@link #STANDARD}
 */
public record DataFile(String flag, String name) {
    /** The name of the standard stream. */
    public static final String STANDARD = "-";

    @FunctionalInterface
    public interface Writer {
        void write(OutputStream out) throws IOException;
    }

    @FunctionalInterface
    public interface Reader {
        void read(InputStream in) throws IOException;
    }

    public boolean isStandard() {
        return name.equals(STANDARD);
    }

    /** Its name for the operator. */
    public String shown() {
        return isStandard() ? (flag.equals("--to") ? "standard output" : "standard input") : name;
    }

    /** Writes a new file; if that fails, no file is left. */
    public void fill(Writer writer) throws IOException {
        if (isStandard()) {
            writer.write(new FileOutputStream(FileDescriptor.out)); // System.out hides its errors
            return;
        }
        var path = created();
        try (var out = Files.newOutputStream(path, StandardOpenOption.WRITE)) {
            writer.write(out);
        } catch (IOException | RuntimeException e) {
            Files.delete(path);
            throw e;
        }
    }

    private Path created() throws IOException {
        try {
            return Files.createFile(Path.of(name), DataFolder.privately("rw-------"));
        } catch (FileAlreadyExistsException e) {
            throw mistake("it exists already; give the name of a new file");
        } catch (NoSuchFileException e) {
            throw mistake("there is no such folder; create it, or give another one");
        }
    }

    public void read(Reader reader) throws IOException {
        if (Files.isDirectory(Path.of(name))) {
            throw mistake("it is a folder; give a file");
        }
        try (var in = isStandard() ? System.in : Files.newInputStream(Path.of(name))) {
            reader.read(in);
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw mistake("there is no such file");
        }
    }

    ExitException mistake(String why) {
        return ExitException.usage(flag + " " + name + ": " + why);
    }
}
