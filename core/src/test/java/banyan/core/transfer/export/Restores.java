package banyan.core.transfer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.database.StoreException;
import banyan.core.store.Notes;
import java.io.IOException;
import java.util.List;

/** The outcome of an import of several files. */
final class Restores {
    private Restores() {}

    static void assertRejected(Notes other, List<NotesFile> files, String... reasons) {
        var before = other.head().revision();
        assertThatThrownBy(() -> NotesFile.restore(other, files))
                .as("%s", files)
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(reasons)
                .hasMessageEndingWith("; nothing was written");
        assertThat(other.head().revision()).isEqualTo(before);
        assertThat(other.all()).isEmpty();
    }

    /** Compares each row of each table, except the row of the history that an import begins. */
    static void assertSame(Notes copy, Notes original) throws IOException {
        assertThat(NotesFile.export(copy).rowsWithoutHistory())
                .isEqualTo(NotesFile.export(original).rowsWithoutHistory());
        assertThat(copy.data().storeId()).isEqualTo(original.data().storeId());
    }
}
