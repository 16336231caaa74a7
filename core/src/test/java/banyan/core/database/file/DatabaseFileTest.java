package banyan.core.database.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.Seed;
import banyan.core.database.StoreException;
import banyan.core.store.Notes;
import banyan.core.store.Notes.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file opens, or it is rejected and stays unchanged. */
class DatabaseFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"with spaces", "Übergrößenträger", "100%", "a'b\"c", "~", "nio:x", "[a]", "a?b#c", "a&b=c"})
    void keepsDataInAFolderOfAnyName(String name) throws IOException {
        var odd = Files.createDirectory(folder.resolve(name));
        try (var notes = Notes.open(odd, Seed.TUTORIAL)) {
            notes.add(1, "new");
        }
        try (var notes = Notes.open(odd, Seed.TUTORIAL)) {
            assertThat(notes.all()).hasSize(4);
        }
        assertThat(names(folder)).containsExactly(name);
        assertThat(names(odd)).containsExactly("notes.mv.db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;b", "a;MODE=MySQL", "a\\b"})
    void rejectsAFolderWhoseNameH2WouldChange(String name) throws IOException {
        var odd = Files.createDirectory(folder.resolve(name));
        assertThatThrownBy(() -> DatabaseFile.open(odd, "notes"))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(Notes.path(odd) + " has a ; or \\ in its path");
        assertThat(names(folder)).containsExactly(name);
        assertThat(names(odd)).isEmpty();
    }

    @Test
    void rejectsAFolderInPlaceOfTheFile() throws IOException {
        Files.createDirectory(Notes.path(folder));
        assertThatThrownBy(() -> DatabaseFile.open(folder, "notes"))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(Notes.path(folder) + " is not a file");
    }

    @Test
    void reportsANewFileThatCannotBeWritten() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> DatabaseFile.open(file, "notes"))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(Notes.path(file) + " cannot be written");
        assertThat(file).isEmptyFile();
    }

    @Test
    void opensAFileThroughASymbolicLink() throws IOException {
        var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Notes.open(elsewhere, Seed.TUTORIAL).close();
        Files.createSymbolicLink(Notes.path(folder), Notes.path(elsewhere));
        try (var notes = Notes.open(folder, Seed.NONE)) {
            notes.add(1, "new");
        }
        assertThat(Notes.path(folder)).isSymbolicLink();
        try (var notes = Notes.open(elsewhere, Seed.NONE)) {
            assertThat(notes.all()).hasSize(4);
        }
    }

    /** H2 would open another file, and files beside the target belong to others. */
    @ParameterizedTest
    @ValueSource(strings = {"notes.mv.db.bak", "notes.backup", "notes"})
    void rejectsALinkToAFileWithoutTheSuffix(String name) throws IOException {
        Notes.open(folder, Seed.TUTORIAL).close();
        var target = Files.move(Notes.path(folder), folder.resolve(name));
        var beside = Files.writeString(folder.resolve(name + ".1"), "older");
        var before = Files.readAllBytes(target);
        Files.createSymbolicLink(Notes.path(folder), target.getFileName());
        assertThatThrownBy(() -> DatabaseFile.open(folder, "notes"))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(Notes.path(folder) + " is a link to ")
                .hasMessageContaining("nothing was changed");
        assertThat(target).hasBinaryContent(before);
        assertThat(beside).hasContent("older");
        assertThat(names(folder)).containsExactlyInAnyOrder("notes.mv.db", name, name + ".1");
    }

    @Test
    void rejectsALinkToAFileWhoseNameH2WouldChange() throws IOException {
        var odd = Files.createDirectory(folder.resolve("a;MODE=MySQL"));
        Notes.open(folder, Seed.TUTORIAL).close();
        Files.move(Notes.path(folder), Notes.path(odd));
        Files.createSymbolicLink(Notes.path(folder), Notes.path(odd));
        assertThatThrownBy(() -> DatabaseFile.open(folder, "notes"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has a ; or \\ in its path");
    }

    @Test
    void removesOnlyLeftoversOfAnInterruptedStart() throws IOException {
        var name = "[a]*";
        for (var left : List.of(name + ".next.mv.db", name + ".next.7.temp.db", name + ".nextdoor", "a.next.mv.db")) {
            Files.writeString(folder.resolve(left), "half a file");
        }
        ReplacementFile.clean(folder.resolve(name + ".mv.db"));
        assertThat(names(folder)).containsExactlyInAnyOrder(name + ".nextdoor", "a.next.mv.db");
    }

    @Test
    void leavesNothingBesideTheFile() throws IOException {
        try (var notes = Notes.open(folder, Seed.TUTORIAL)) {
            assertThat(notes.all()).extracting(Note::id).isEqualTo(List.of(1L, 2L, 3L));
            assertThat(names(folder)).isEqualTo(Set.of("notes.mv.db"));
        }
        assertThat(names(folder)).isEqualTo(Set.of("notes.mv.db"));
    }

    private static Set<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
