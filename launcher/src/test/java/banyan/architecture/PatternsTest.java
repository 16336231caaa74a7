package banyan.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every regular expression of the board reads a text in linear time. The test finds each one and matches it against
 * texts that would make it slow. It counts reads of characters and does not measure time.
 */
class PatternsTest {
    private static final JavaClasses BOARD = Code.asBuilt();
    private static final int KIBI = 1_024;

    private static final int FEW = 64;

    private static final Pattern INLINE =
            Pattern.compile("\\.(?:matches|replaceAll|replaceFirst|split)\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private static final Map<String, BiConsumer<Pattern, CharSequence>> USES = Map.of(
            "matches", (pattern, text) -> pattern.matcher(text).matches(),
            "finds", (pattern, text) -> pattern.matcher(text).results().count());

    @Test
    void takeLinearTime() throws Exception {
        assertAll(all().entrySet().stream()
                .map(pattern -> () -> assertThat(slow(pattern.getValue()))
                        .as(pattern.toString())
                        .isEmpty()));
    }

    /** A pattern that recurses for each character overflows the stack of its caller. */
    @Test
    void doNotRecurse() throws Exception {
        int length = 16 * KIBI;
        for (var pattern : all().values()) {
            for (var input : WorstInputs.of(pattern)) {
                if (input.unit().length() == 1 && input.before().isEmpty()) {
                    USES.values().forEach(use -> looks(pattern, use, input.of(length), 2 * length));
                }
            }
        }
    }

    /** The test finds only patterns in constants. */
    @Test
    void areConstants() {
        assertThat(BOARD.stream()
                        .flatMap(type -> type.getMethodCallsFromSelf().stream())
                        .filter(call -> call.getTargetOwner().isEquivalentTo(Pattern.class)
                                && call.getName().equals("compile")
                                && !call.getOrigin().getName().equals("<clinit>"))
                        .map(JavaCall::getDescription))
                .isEmpty();
    }

    @Test
    void areReportedIfTheyAreSlow() {
        assertThat(slow(Pattern.compile("\\s*,\\s*"))).isNotEmpty();
        assertThat(slow(Pattern.compile("(?i)bearer +[^.]*\\.([-_A-Za-z0-9]+)\\..*")))
                .isNotEmpty();
        assertThat(slow(Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*"))).isNotEmpty();
    }

    /** Returns the use of the pattern and the input that takes more than linear time; empty if there is none. */
    private static Optional<String> slow(Pattern pattern) {
        return WorstInputs.of(pattern).stream()
                .flatMap(input -> USES.keySet().stream()
                        .filter(use -> isSlow(pattern, USES.get(use), input))
                        .map(use -> use + " " + input))
                .findFirst();
    }

    private static boolean isSlow(Pattern pattern, BiConsumer<Pattern, CharSequence> use, WorstInputs input) {
        long few = looks(pattern, use, input.of(FEW), Long.MAX_VALUE);
        return grows(pattern, use, input, 2, few) && grows(pattern, use, input, 16, few);
    }

    /** Whether a longer text needs clearly more reads than its length explains. */
    private static boolean grows(
            Pattern pattern, BiConsumer<Pattern, CharSequence> use, WorstInputs input, int times, long looks) {
        long most = Math.round((looks + FEW) * times * 1.4);
        return looks(pattern, use, input.of(times * FEW), most) > most;
    }

    private static long looks(Pattern pattern, BiConsumer<Pattern, CharSequence> use, String text, long most) {
        var counted = new CountedText(text, most);
        try {
            use.accept(pattern, counted);
        } catch (CountedText.Exhausted e) {
            return counted.looks();
        }
        return counted.looks();
    }

    private static Map<String, Pattern> all() throws Exception {
        var all = new TreeMap<String, Pattern>();
        var loader = Code.loader();
        for (var type : BOARD) {
            for (var field : type.getFields()) {
                if (field.getRawType().isEquivalentTo(Pattern.class)) {
                    all.put(field.getFullName(), constant(field, loader));
                }
            }
        }
        for (var folder : Code.folders()) {
            inline(folder.resolve("../../src/main/java").normalize(), all);
        }
        assertThat(all).hasSizeGreaterThan(40);
        return all;
    }

    private static Pattern constant(JavaField field, ClassLoader loader) throws ReflectiveOperationException {
        assertThat(field.getModifiers()).as(field.getFullName()).contains(JavaModifier.STATIC, JavaModifier.FINAL);
        var constant = loader.loadClass(field.getOwner().getName()).getDeclaredField(field.getName());
        constant.setAccessible(true);
        return (Pattern) constant.get(null);
    }

    /** Returns the patterns that are not constants. */
    private static void inline(Path folder, Map<String, Pattern> all) throws Exception {
        try (var files = Files.walk(folder)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                INLINE.matcher(Files.readString(file)).results().forEach(literal -> {
                    var regex = literal.group(1).translateEscapes();
                    all.put(file.getFileName() + " " + regex, Pattern.compile(regex));
                });
            }
        }
    }
}
