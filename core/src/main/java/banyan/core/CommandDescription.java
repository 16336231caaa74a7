package banyan.core;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How a command is given: for help, and to check the words before any data is opened.
 *
 * @param purpose one sentence
 * @param forms the words that may follow its name
 */
public record CommandDescription(String purpose, List<Form> forms) {
    /**
     * One form of a command.
     *
     * @param words separated by spaces: first those that are typed as they are, then names of values in capitals, such as
     *     {@code add NAME}. A value in brackets may be left out
     * @param purpose one sentence
     */
    public record Form(String words, String purpose) {}

    public CommandDescription {
        forms = List.copyOf(forms);
    }

    /** Such as: {@code moderator takes add NAME, remove NAME, or list}. */
    public String usage(String name) {
        var all = forms.stream().map(Form::words).toList();
        int last = all.size() - 1;
        return name + " takes "
                + (last < 1
                        ? String.join("", all)
                        : all.stream().limit(last).collect(Collectors.joining(", ")) + ", or " + all.get(last));
    }
}
