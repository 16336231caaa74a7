package banyan.launcher.slots.placement;

import banyan.core.web.json.Json;
import banyan.launcher.config.DataFolder;
import banyan.launcher.config.Options;
import banyan.launcher.process.ExitException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.util.SortedMap;
import java.util.TreeMap;

/** The file with the last move of each module, from which the next start continues. */
public record PlacementFile(Path folder, String name) {
    /** Several launchers may share a folder, so the name has the port. */
    public static PlacementFile of(Options options) {
        return new PlacementFile(options.data().toAbsolutePath().normalize(), "slots-" + options.port() + ".json");
    }

    public Path path() {
        return folder.resolve(name);
    }

    /**
     * Reads the last moves; none if there is no file.
     *
     * @throws ExitException if it cannot be read
     */
    SortedMap<String, RouteView> read() {
        if (!Files.exists(path())) {
            return new TreeMap<>();
        }
        try {
            SortedMap<String, RouteView> placed = reader().readValue(path().toFile());
            if (placed == null || placed.containsValue(null)) {
                throw new IllegalArgumentException("a slot has the value null");
            }
            placed.values().forEach(RouteView::requireReadable);
            return placed;
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw ExitException.failure(
                    path() + ": the moves of modules cannot be read ("
                            + e.toString().lines().findFirst().orElse("")
                            + "); repair it, or remove it to start from the options",
                    e);
        }
    }

    /** A later release may have added members. Made on use only: most starts find no file. */
    private static ObjectReader reader() {
        return Json.MAPPER
                .readerFor(new TypeReference<TreeMap<String, RouteView>>() {})
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** Replaces the file in one step. The new content is durable when this returns. */
    void write(SortedMap<String, RouteView> placed) throws IOException {
        var next = folder.resolve(name + ".next");
        Files.deleteIfExists(next);
        Files.createFile(next, DataFolder.privately("rw-------"));
        Files.write(next, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(placed));
        force(next, StandardOpenOption.WRITE);
        Files.move(next, path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(folder, StandardOpenOption.READ);
    }

    private static void force(Path file, StandardOpenOption how) throws IOException {
        try (var channel = FileChannel.open(file, how)) {
            channel.force(true);
        }
    }
}
