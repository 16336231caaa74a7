package banyan.launcher.config;

import banyan.core.database.server.DatabaseAddress;
import banyan.launcher.process.ExitException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The value of {@code --database}.
 *
 * @param addresses by the name of the module; {@link #OTHERS} has the address for all others
 */
public record DatabaseOption(Map<String, DatabaseAddress> addresses) {
    static final String NONE = "none";
    private static final String OTHERS = "";

    /** A URL may contain commas too, between the hosts of a cluster. */
    private static final Pattern BETWEEN = Pattern.compile(",(?=[\\w-]+=|jdbc:)");

    private static final Pattern ENTRY =
            Pattern.compile("(?:([\\w-]+)=)?((?:jdbc:\\w+:|\\w+://)?)(.*)", Pattern.DOTALL);

    public DatabaseOption {
        addresses = Map.copyOf(addresses);
    }

    /**
     * Reads {@code [module=]URL,…}, or nothing from {@link #NONE}.
     *
     * @param given names the option with a value, as the operator gave it
     * @throws ExitException for a URL that is not valid, with its beginning alone, because it may contain a password
     */
    public static DatabaseOption of(String text, UnaryOperator<String> given) {
        var addresses = new HashMap<String, DatabaseAddress>();
        for (var entry : text.equals(NONE) ? new String[0] : BETWEEN.split(text, -1)) {
            var parts = ENTRY.matcher(entry);
            parts.matches();
            var module = Optional.ofNullable(parts.group(1));
            var shown = given.apply(module.map(name -> name + "=").orElse("") + parts.group(2) + "…");
            var address = address(parts.group(2) + parts.group(3), shown);
            if (addresses.put(module.orElse(OTHERS), address) != null) {
                throw ExitException.usage(shown + ": given more than once; give one for each module");
            }
        }
        return new DatabaseOption(addresses);
    }

    /** The address of this module's database; empty if it is a file. */
    public Optional<DatabaseAddress> of(String module) {
        return Optional.ofNullable(addresses.getOrDefault(module, addresses.get(OTHERS)));
    }

    /** The modules that it names. */
    public Set<String> modules() {
        var modules = new TreeSet<>(addresses.keySet());
        modules.remove(OTHERS);
        return modules;
    }

    private static DatabaseAddress address(String url, String shown) {
        try {
            return new DatabaseAddress(url);
        } catch (IllegalArgumentException e) {
            throw ExitException.usage(shown + ": " + e.getMessage());
        }
    }
}
