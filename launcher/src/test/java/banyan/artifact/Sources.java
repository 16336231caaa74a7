package banyan.artifact;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/** Copies the project without build output, like a fresh clone. */
final class Sources extends SimpleFileVisitor<Path> {
    private static final Set<String> MADE = Set.of(".git", "target", "data", "tutorial", "node_modules");

    private final Path project = Path.of("..").toAbsolutePath().normalize();
    private final Path folder;

    private Sources(Path folder) {
        this.folder = folder;
    }

    static void copyTo(Path folder) throws IOException {
        var sources = new Sources(folder);
        Files.walkFileTree(sources.project, sources);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes) throws IOException {
        if (MADE.contains(from.getFileName().toString())) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        Files.createDirectories(folder.resolve(project.relativize(from)));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path from, BasicFileAttributes attributes) throws IOException {
        Files.copy(from, folder.resolve(project.relativize(from)));
        return FileVisitResult.CONTINUE;
    }
}
