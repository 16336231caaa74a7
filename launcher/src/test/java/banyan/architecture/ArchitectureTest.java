package banyan.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The compiled board follows every rule. */
class ArchitectureTest {
    private static final JavaClasses BOARD = Code.asBuilt();

    /** Packages that do not follow a rule yet. The list only gets shorter. */
    private static final Map<Rule, Set<String>> PENDING = Map.of();

    @ParameterizedTest
    @EnumSource
    void keeps(Rule rule) {
        var others = BOARD.that(not(resideInAnyPackage(pending(rule))));
        assertThat(rule.over(others).getFailureReport().getDetails()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void breaksARuleInEachPendingPackage(Rule rule) {
        for (var name : pending(rule)) {
            assertThat(rule.over(BOARD.that(resideInAPackage(name))).hasViolation())
                    .as("%s breaks %s; if it does not, remove it from PENDING", name, rule)
                    .isTrue();
        }
    }

    private static String[] pending(Rule rule) {
        return PENDING.getOrDefault(rule, Set.of()).toArray(String[]::new);
    }

    @Test
    void checksEveryPart() {
        assertThat(BOARD.stream().map(JavaClass::getName))
                .contains(
                        "banyan.core.BoardModule",
                        "banyan.launcher.Launcher",
                        "banyan.posts.PostStore",
                        "banyan.threads.ThreadStore",
                        "banyan.users.UserStore");
    }
}
