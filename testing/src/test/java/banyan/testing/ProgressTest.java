package banyan.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Each test class has one line, in the order in which the classes end. */
class ProgressTest {
    static class First {
        @Test
        void runs() {}

        @Nested
        class Inside {
            @Test
            void runs() {}
        }
    }

    @Disabled("is run by countsOutermostClasses, which checks how a skipped class is shown")
    static class Second {
        @Test
        void runs() {}
    }

    @Test
    void countsOutermostClasses() {
        assertThat(linesOf(First.class, Second.class))
                .satisfiesExactly(
                        line -> assertThat(line).matches("posts \\[1 of 2] ProgressTest\\$First \\d+\\.\\d s"),
                        line -> assertThat(line).isEqualTo("posts [2 of 2] ProgressTest$Second skipped"));
    }

    private static List<String> linesOf(Class<?>... tests) {
        var lines = new ArrayList<String>();
        var request = LauncherDiscoveryRequestBuilder.request();
        for (var test : tests) {
            request.selectors(selectClass(test));
        }
        var own = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        LauncherFactory.create(own).execute(request.build(), new Progress("posts", lines::add));
        return lines;
    }
}
