package banyan.launcher.cli;

import banyan.core.CommandDescription;
import banyan.core.CommandDescription.Form;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Turns the forms of a command that a module declares into picocli commands: one below another for each word, and values. */
final class OfferedForms {
    private OfferedForms() {}

    static CommandSpec specification(String name, CommandDescription description) {
        var specification = named(name, description.purpose());
        for (var form : description.forms()) {
            add(specification, form);
        }
        return specification;
    }

    private static void add(CommandSpec command, Form form) {
        var inner = command;
        for (var word : form.words().isEmpty() ? new String[0] : form.words().split(" ")) {
            if (isLabel(word)) {
                inner.addPositional(value(word));
            } else {
                inner = below(inner, word, form.purpose());
            }
        }
    }

    /** The command of this word, which forms with the same beginning share. */
    private static CommandSpec below(CommandSpec command, String word, String purpose) {
        var known = command.subcommands().get(word);
        if (known != null) {
            return known.getCommandSpec();
        }
        var form = named(word, purpose);
        command.addSubcommand(word, form);
        return form;
    }

    private static CommandSpec named(String name, String purpose) {
        var specification = CommandSpec.create().name(name);
        specification.usageMessage().description(purpose);
        return specification;
    }

    private static boolean isLabel(String word) {
        return word.equals(word.toUpperCase(Locale.ROOT));
    }

    private static PositionalParamSpec value(String label) {
        boolean isOptional = label.startsWith("[");
        return PositionalParamSpec.builder()
                .paramLabel(isOptional ? label.substring(1, label.length() - 1) : label)
                .type(String.class)
                .arity(isOptional ? "0..1" : "1")
                .required(!isOptional)
                .build();
    }
}
