package banyan.deployment;

import static banyan.deployment.Yaml.map;

import banyan.deployment.Yaml.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A CloudFormation template with values for its parameters. It implements the functions that the templates of this
 * project use. A value that only AWS knows appears under its name in the template.
 */
final class Template {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([\\w:.]+)}");

    private final Map<String, Object> source;
    private final Map<String, String> parameters = new TreeMap<>();

    private Template(Map<String, Object> source) {
        this.source = source;
    }

    /**
     * Reads a template of this project.
     *
     * @param given values for parameters; other parameters have their defaults
     * @throws IllegalArgumentException if the template rejects a value; the message names the parameter
     */
    static Template read(String file, Map<String, String> given) throws IOException {
        var template = new Template(Yaml.read(file));
        template.section("Parameters").forEach((name, parameter) -> template.take(name, map(parameter), given));
        for (var name : given.keySet()) {
            check(template.parameters.containsKey(name), name + ": no such parameter");
        }
        template.section("Rules").values().forEach(rule -> template.obey(map(rule)));
        return template;
    }

    private void take(String name, Map<String, Object> parameter, Map<String, String> given) {
        var value = given.getOrDefault(name, (String) parameter.get("Default"));
        check(value != null, name + ": has no value");
        var because = name + ": '" + value + "' "
                + Objects.requireNonNullElse(parameter.get("ConstraintDescription"), "is not allowed");
        check(!(parameter.get("AllowedValues") instanceof List<?> allowed) || allowed.contains(value), because);
        check(!(parameter.get("AllowedPattern") instanceof String pattern) || value.matches(pattern), because);
        parameters.put(name, value);
    }

    private void obey(Map<String, Object> rule) {
        if (Boolean.TRUE.equals(value(rule.get("RuleCondition")))) {
            for (var assertion : (List<?>) rule.get("Assertions")) {
                check(
                        Boolean.TRUE.equals(value(map(assertion).get("Assert"))),
                        map(assertion).get("AssertDescription").toString());
            }
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Returns the properties of each created resource of this type, by its name in the template. */
    Map<String, Map<String, Object>> resources(String type) {
        var found = new LinkedHashMap<String, Map<String, Object>>();
        section("Resources").forEach((name, resource) -> {
            var condition = (String) map(resource).get("Condition");
            if (map(resource).get("Type").equals(type) && (condition == null || holds(condition))) {
                found.put(name, map(Objects.requireNonNull(value(map(resource).get("Properties")))));
            }
        });
        return found;
    }

    /** Returns the outputs by name. */
    Map<String, Object> outputs() {
        var outputs = new LinkedHashMap<String, Object>();
        section("Outputs").forEach((name, output) -> {
            var condition = (String) map(output).get("Condition");
            if (condition == null || holds(condition)) {
                outputs.put(name, Objects.requireNonNull(value(map(output).get("Value"))));
            }
        });
        return outputs;
    }

    /** Returns the export names of the outputs. */
    Set<String> exports() {
        return section("Outputs").values().stream()
                .map(output -> map(output).get("Export"))
                .filter(Objects::nonNull)
                .map(export -> text(map(export).get("Name")))
                .collect(Collectors.toSet());
    }

    private Map<String, Object> section(String name) {
        return map(source.getOrDefault(name, Map.of()));
    }

    private boolean holds(String condition) {
        return Boolean.TRUE.equals(value(section("Conditions").get(condition)));
    }

    private @Nullable Object value(Object written) {
        if (written instanceof Call call) {
            return call(call);
        }
        if (written instanceof List<?> list) {
            return list.stream().map(this::value).filter(Objects::nonNull).collect(Collectors.toList());
        }
        if (written instanceof Map<?, ?>) {
            var values = new LinkedHashMap<String, Object>();
            map(written).forEach((key, value) -> {
                var here = value(value);
                if (here != null) {
                    values.put(key, here);
                }
            });
            return values;
        }
        return written;
    }

    private @Nullable Object call(Call call) {
        return switch (call.function()) {
            case "Ref" -> reference((String) call.argument());
            case "GetAtt" -> call.argument();
            case "GetAZs" -> List.of("zone a", "zone b");
            case "Sub" -> substituted(call.argument());
            case "If" ->
                value(arguments(call).get(holds((String) arguments(call).get(0)) ? 1 : 2));
            case "Not" ->
                !((Boolean) Objects.requireNonNull(value(arguments(call).get(0))));
            case "Equals" ->
                text(arguments(call).get(0)).equals(text(arguments(call).get(1)));
            case "Split" ->
                List.of(text(arguments(call).get(1))
                        .split(Pattern.quote(text(arguments(call).get(0))), -1));
            case "Select" ->
                ((List<?>) Objects.requireNonNull(value(arguments(call).get(1))))
                        .get(Integer.parseInt(text(arguments(call).get(0))));
            case "FindInMap" -> found(arguments(call).stream().map(this::text).toList());
            default -> throw new IllegalArgumentException("!" + call.function() + ": not known here");
        };
    }

    private @Nullable Object reference(String name) {
        return name.equals("AWS::NoValue") ? null : parameters.getOrDefault(name, name);
    }

    private String substituted(Object argument) {
        var values = new TreeMap<String, String>();
        var text = argument;
        if (argument instanceof List<?> pair) {
            text = pair.get(0);
            map(pair.get(1)).forEach((name, value) -> values.put(name, text(value)));
        }
        Predicate<String> isHere = values::containsKey;
        return VARIABLE.matcher((String) text).replaceAll(match -> {
            var name = match.group(1);
            return isHere.test(name) ? values.get(name) : parameters.getOrDefault(name, name);
        });
    }

    private Object found(List<String> path) {
        Object here = section("Mappings");
        for (var key : path) {
            here = Objects.requireNonNull(map(here).get(key), key);
        }
        return here;
    }

    private List<Object> arguments(Call call) {
        return new ArrayList<>((List<?>) call.argument());
    }

    private String text(Object written) {
        return String.valueOf(value(written));
    }
}
