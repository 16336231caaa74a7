package banyan.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests how started parts are closed. */
class CloseablesTest {
    private final List<String> closed = new ArrayList<>();
    private final Closeables parts = new Closeables();

    @Test
    void areClosedOnceInReverseOrder() {
        parts.add("one", () -> closed.add("one"));
        parts.add("two", () -> closed.add("two"));
        parts.close();
        parts.close();
        assertThat(closed).containsExactly("two", "one");
    }

    @Test
    void areAllClosedEvenIfSomeFailAndTheFailuresAreLogged() {
        parts.add("one", () -> closed.add("one"));
        parts.add("two", () -> fail(new IOException("stuck")));
        parts.add("three", () -> closed.add("three"));
        parts.add("four", () -> fail(new NoClassDefFoundError("gone")));
        assertThatThrownBy(parts::close)
                .isInstanceOfSatisfying(
                        ExitException.class,
                        failure -> assertThat(failure.line())
                                .isEqualTo("could not close four: java.lang.NoClassDefFoundError: gone; "
                                        + "two: java.io.IOException: stuck"))
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(2));
        assertThat(closed).containsExactly("three", "one");
    }

    @Test
    void nameTheirParts() {
        var inner = new Closeables();
        inner.add("database", () -> fail(new IOException("stuck")));
        parts.add("posts", inner);
        assertThatThrownBy(parts::close)
                .isInstanceOfSatisfying(
                        ExitException.class,
                        failure -> assertThat(failure.line())
                                .isEqualTo("could not close posts: database: java.io.IOException: stuck"));
    }

    @Test
    void keepTheEarlierFailure() {
        parts.add("one", () -> fail(new IOException("stuck")));
        var before = new IllegalStateException("before");
        parts.closeAfter(before);
        assertThat(before.getSuppressed()).singleElement().isInstanceOf(ExitException.class);
    }

    private static <T extends Throwable> void fail(T failure) throws T {
        throw failure;
    }
}
