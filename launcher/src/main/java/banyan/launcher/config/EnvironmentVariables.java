package banyan.launcher.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The environment of the process. Not every variable with the prefix is meant for Banyan: Kubernetes and Docker set variables for
 * each service or link, which may have the name {@code banyan}.
 *
 * @param all the variables of the process
 */
public record EnvironmentVariables(Map<String, String> all) {
    private static final String PREFIX = "BANYAN_";

    /** Part of the URL of a service, which such a variable has where an operator sets a port. */
    private static final String LINK = "://";

    /** The names that Kubernetes (Service environment variables) and Docker (legacy links) set. */
    private static final Pattern PLATFORM = Pattern.compile(
            "BANYAN_(?:\\w+_)?(?:SERVICE_HOST|SERVICE_PORT(?:_\\w+)?|PORT_\\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?|NAME|ENV_\\w+)");

    /** The variables that options are read from. */
    public Map<String, String> usable() {
        var usable = new TreeMap<>(all);
        usable.keySet().removeAll(links().toList());
        return usable;
    }

    /**
     * A warning for each variable that is ignored.
     *
     * @param modules the names that a login may end with
     */
    public List<String> warnings(Collection<String> modules) {
        var known = known(modules);
        var warnings = new ArrayList<String>();
        links().filter(known::contains)
                .map(name -> name + "=" + all.get(name)
                        + " is ignored: Kubernetes or Docker sets it for a service of that name; give the port as the flag "
                        + flag(name))
                .forEach(warnings::add);
        named().filter(name -> !known.contains(name))
                .filter(name -> !isLink(name))
                .filter(name -> !PLATFORM.matcher(name).matches())
                .map(name ->
                        name + " is ignored: there is no such variable; the nearest is " + Suggestion.to(name, known))
                .forEach(warnings::add);
        return warnings;
    }

    static NavigableSet<String> known(Collection<String> modules) {
        var known = new TreeSet<String>();
        Option.all().map(Option::variable).forEach(known::add);
        known.add("BANYAN_ADMIN_TOKEN");
        DatabaseLogin.variables(modules).forEach(known::add);
        return known;
    }

    /** Variables of a platform with the name of an option, which ends so. */
    private Stream<String> links() {
        return named().filter(name -> name.endsWith("PORT") && isLink(name));
    }

    private boolean isLink(String name) {
        return all.getOrDefault(name, "").contains(LINK);
    }

    private Stream<String> named() {
        return all.keySet().stream().filter(name -> name.startsWith(PREFIX)).sorted();
    }

    private static String flag(String variable) {
        return Option.all()
                .filter(option -> option.variable().equals(variable))
                .map(Option::flag)
                .findFirst()
                .orElseThrow();
    }
}
