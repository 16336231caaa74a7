package banyan.launcher.cli;

import banyan.launcher.config.EnvironmentVariables;
import banyan.launcher.config.Options;
import banyan.launcher.config.OptionsReader;
import banyan.launcher.process.ExitException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was given to a command: what it takes for itself is taken out, and the rest are the program's options. */
final class Words {
    private final List<String> left;
    private final Set<String> flags = new HashSet<>();

    Words(String... words) {
        left = new ArrayList<>(List.of(words));
    }

    /** Takes the first one. */
    String first() {
        return left.remove(0);
    }

    /** Takes the first one, unless that is a flag or there is none. */
    Optional<String> next() {
        return left.isEmpty() || left.get(0).startsWith("-") ? Optional.empty() : Optional.of(first());
    }

    /** Takes a flag, and says whether it was there. */
    boolean has(String flag) {
        flags.add(flag);
        return left.remove(flag);
    }

    /**
     * Takes a flag and its value.
     *
     * @param what the value is, for who left it out
     */
    Optional<String> value(String flag, String what) {
        flags.add(flag);
        for (int i = 0; i < left.size(); i++) {
            var word = left.get(i);
            if (word.startsWith(flag + "=")) {
                return Optional.of(left.remove(i).substring(flag.length() + 1));
            }
            if (word.equals(flag)) {
                left.remove(i);
                if (i == left.size()) {
                    throw ExitException.usage(flag + ": there is no value; give " + what);
                }
                return Optional.of(left.remove(i));
            }
        }
        return Optional.empty();
    }

    /** What has not been taken, as options of the program. */
    Options options() {
        var arguments = new Arguments(flags, left.toArray(String[]::new));
        return new OptionsReader(arguments.flags(), new EnvironmentVariables(System.getenv()).usable()).options();
    }
}
