package banyan.launcher.cli;

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

/** The file that an export goes into, or an import comes from: a new one, one that is there, or a standard stream. */
record DataFile(String flag, String name) {
    private static final String STANDARD = "-";

    @FunctionalInterface
    interface Filling {
        void fill(OutputStream out) throws IOException;
    }

    @FunctionalInterface
    interface Reading {
        void read(InputStream in) throws IOException;
    }

    /** The value of the flag or, without it, the standard stream. */
    static DataFile taken(Words words, String flag) {
        return new DataFile(
                flag, words.value(flag, "a file, or - for the standard one").orElse(STANDARD));
    }

    boolean isStandard() {
        return name.equals(STANDARD);
    }

    /** As the operator is told of it. */
    String shown() {
        return isStandard() ? (flag.equals("--to") ? "standard output" : "standard input") : name;
    }

    /** All of it, or no file is left. */
    void fill(Filling filling) throws IOException {
        if (name.equals(STANDARD)) {
            filling.fill(new FileOutputStream(FileDescriptor.out)); // System.out keeps its errors to itself
            return;
        }
        var path = Path.of(name);
        try {
            Files.createFile(path, DataFolder.privately("rw-------"));
        } catch (FileAlreadyExistsException e) {
            throw ExitException.usage(flag + " " + name + ": it is there already; give a file that is not");
        } catch (NoSuchFileException e) {
            throw ExitException.usage(flag + " " + name + ": there is no such folder; make it, or give another one");
        }
        try (var out = Files.newOutputStream(path, StandardOpenOption.WRITE)) {
            filling.fill(out);
        } catch (IOException | RuntimeException e) {
            Files.delete(path);
            throw e;
        }
    }

    void read(Reading reading) throws IOException {
        if (Files.isDirectory(Path.of(name))) {
            throw ExitException.usage(flag + " " + name + ": it is a folder; give a file");
        }
        try (var in = name.equals(STANDARD) ? System.in : Files.newInputStream(Path.of(name))) {
            reading.read(in);
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw ExitException.usage(flag + " " + name + ": there is no such file");
        }
    }
}
