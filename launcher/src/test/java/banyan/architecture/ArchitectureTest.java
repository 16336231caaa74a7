package banyan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The board as built keeps every rule. */
class ArchitectureTest {
    private static final JavaClasses BOARD = Code.asBuilt();

    @ParameterizedTest
    @EnumSource
    void keeps(Rule rule) {
        assertThat(rule.over(BOARD).getFailureReport().getDetails()).isEmpty();
    }

    @Test
    void looksAtEveryPart() {
        assertThat(BOARD.stream().map(JavaClass::getName))
                .contains(
                        "banyan.core.BoardModule",
                        "banyan.launcher.Launcher",
                        "banyan.posts.PostStore",
                        "banyan.threads.ThreadStore",
                        "banyan.users.UserStore");
    }
}
