package banyan.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bench/run} rejects a wrong option before it starts anything, and says what would be right. */
class OptionsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --frames=3 | unknown option '--frames' (see --help)
                    --seconds | --seconds needs a value
                    --seconds=0 | --seconds '0': needs a whole number from 1 on
                    --warm-up=soon | --warm-up 'soon': needs a whole number from 1 on
                    --heap=large | --heap 'large': needs a size like 64m
                    --measure=kept,speed | --measure 'kept,speed': any of start, kept, computed, writes, postgres, processes
                    --subjects=spring,apache | --subjects 'spring,apache': any of koa, nginx, spring, spring-cache, jar, cache
                    --threads=17 | --writers 16: needs at least one for each of 17 threads
                    --svg=none/chart.svg | --svg 'none/chart.svg': its folder does not exist
                    """)
    void rejectsAWrongOption(String option, String message) throws Exception {
        var run = Script.run(folder, "", "./run", option);
        assertThat(run.output()).isEqualTo("bench/run: " + message + "\n");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void describesEachMeasureAndSubject() throws Exception {
        var run = Script.run(folder, "", "./run", "--help");
        assertThat(run.exitCode()).isZero();
        assertThat(words(run.output()))
                .contains("start", "kept", "computed", "writes", "postgres", "processes")
                .contains("koa", "nginx", "spring", "spring-cache", "jar", "cache");
    }

    /** Returns the first words of the lines, which are the names that the help describes. */
    private static Stream<String> words(String help) {
        return help.lines().map(line -> line.strip().split(" ")[0]);
    }
}
