package banyan.core;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The syntax of a command, for its help and for a check of the arguments before any data is opened.
 *
 * @param purpose one sentence
 * @param forms the arguments that may follow the command's name
 */
public record CommandDescription(String purpose, List<Form> forms) {
    /**
     * One form of a command's arguments.
     *
     * @param words separated by spaces: literal words first, then names of values in capitals, such as
     *     {@code add NAME}. A value in brackets is optional
     * @param purpose one sentence
     */
    public record Form(String words, String purpose) {}

    public CommandDescription {
        forms = List.copyOf(forms);
    }

    /** Returns the usage line, such as {@code moderator takes add NAME, remove NAME, or list}. */
    public String usage(String name) {
        var all = forms.stream().map(Form::words).toList();
        int last = all.size() - 1;
        return name + " takes "
                + (last < 1
                        ? String.join("", all)
                        : all.stream().limit(last).collect(Collectors.joining(", ")) + ", or " + all.get(last));
    }
}
