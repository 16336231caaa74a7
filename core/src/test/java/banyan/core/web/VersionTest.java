package banyan.core.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    private final Version version = new Version(12, 3);

    @Test
    void hasATagForEachRepresentation() {
        assertThat(version.tag(MediaTypes.TUTORIAL)).isEqualTo("12.3.t");
        assertThat(version.tag(MediaTypes.BOARD)).isEqualTo("12.3.b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"12.3.b\"", "W/\"12.3.b\"", "*", "\"1.0.b\", \"12.3.b\""})
    void matchesItsWholeTag(String ifNoneMatch) {
        assertThat(version.isKnown(ifNoneMatch, MediaTypes.BOARD)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"12.3.t\"", "\"12.4.b\"", "\"11.3.b\"", "12.3", ""})
    void doesNotMatchAnotherTag(String ifNoneMatch) {
        assertThat(version.isKnown(ifNoneMatch, MediaTypes.BOARD)).isFalse();
        assertThat(version.isKnown(null, MediaTypes.BOARD)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"12.3.b\"", "\"12.99.t\"", "*", "\"11.0.b\", \"12.0.b\""})
    void matchesForChangesWhateverIsDerived(String ifMatch) {
        assertThatCode(() -> version.requireUnchanged(ifMatch)).doesNotThrowAnyException();
        assertThatCode(() -> version.requireUnchanged(null)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1.3.b\"", "\"120.3.b\"", "\"13.3.b\"", "\"\"", "x"})
    void doesNotMatchAnotherVersion(String ifMatch) {
        assertThatThrownBy(() -> version.requireUnchanged(ifMatch))
                .isInstanceOfSatisfying(
                        BoardException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(BoardException.Kind.STALE));
    }
}
