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
    private static final Set<String> MADE = Set.of(".git", "target", "node_modules");

    /** Folders that the commands of the documents make; deeper in the tree they are packages. */
    private static final Set<String> MADE_AT_THE_TOP = Set.of("data", "data-of-posts", "tutorial");

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
        var name = from.getFileName().toString();
        if (MADE.contains(name) || (from.getParent().equals(project) && MADE_AT_THE_TOP.contains(name))) {
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
