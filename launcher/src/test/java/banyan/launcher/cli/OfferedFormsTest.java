package banyan.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.CommandDescription;
import banyan.core.CommandDescription.Form;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The words of a command are checked before any data is opened. */
class OfferedFormsTest {
    private static boolean allows(String words, String... forms) {
        var all = List.of(forms).stream().map(form -> new Form(form, "")).toList();
        var grammar = new CommandLine(OfferedForms.specification("toy", new CommandDescription("", all)));
        try {
            grammar.parseArgs(words.isEmpty() ? new String[0] : words.split(" "));
            return true;
        } catch (ParameterException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"add pb", "remove pb", "list", "count", "count now"})
    void allowTheFormsThatTheModuleDeclares(String words) {
        assertThat(allows(words, "add NAME", "remove NAME", "list", "count [WHEN]"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "add pb and finn", "lsit", "list all", "promote pb", "NAME", "count now then"})
    void rejectOtherWords(String words) {
        assertThat(allows(words, "add NAME", "remove NAME", "list", "count [WHEN]"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "add pb to mods", "add pb"})
    void allowACommandWithoutWordsAndFormsThatBeginAlike(String words) {
        boolean isAllowed = !words.equals("add pb");
        assertThat(allows(words, "", "add NAME GROUP WHICH")).isEqualTo(isAllowed);
    }
}
