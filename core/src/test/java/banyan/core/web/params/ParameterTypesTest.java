package banyan.core.web.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.web.paging.PageCursor;
import banyan.core.web.paging.PageLimit;
import java.lang.annotation.Annotation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The conversion of parameters to the board's own types. */
class ParameterTypesTest {
    private static final Annotation[] NONE = {};

    private final ParameterTypes types = new ParameterTypes();

    @ParameterizedTest
    @ValueSource(
            classes = {
                PageCursor.class,
                FeedId.class,
                Id.class,
                IdempotencyKey.class,
                PageLimit.class,
                FeedPosition.class,
                LongPoll.class
            })
    void rejectsAnEmptyParameter(Class<?> type) {
        var converter = types.getConverter(type, type, NONE);
        assertThatThrownBy(() -> converter.fromString("")).isInstanceOf(BoardException.class);
        assertThat(converter.fromString(null)).isNull();
    }

    @Test
    void leavesOtherTypesToJaxRs() {
        assertThat(types.getConverter(String.class, String.class, NONE)).isNull();
    }
}
