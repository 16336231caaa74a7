package banyan.launcher.config;

import banyan.core.Seed;
import banyan.launcher.admin.token.TokenFile;
import banyan.launcher.net.Network;
import banyan.launcher.net.PeerAddress;
import banyan.launcher.process.ExitException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the options say: each from its flag, else from its environment variable, else its default.
 *
 * @param flags what was given on the command line
 * @param environment the variables of the process
 */
public record OptionsReader(Map<Option, String> flags, Map<String, String> environment) {
    private static final Pattern TIME = Pattern.compile("(\\d{1,7})(ms|s|m)");
    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * @throws ExitException for a value that cannot be obeyed
     */
    public Options options() {
        return new Options(
                read(Option.MODULES, OptionsReader::names),
                read(Option.PORT, OptionsReader::port),
                read(Option.BIND, OptionsReader::address),
                read(Option.ADMIN_PORT, OptionsReader::port),
                read(Option.ADMIN_BIND, OptionsReader::address),
                Optional.ofNullable(environment.get("BANYAN_ADMIN_TOKEN")).filter(token -> !token.isBlank()),
                TokenFile.places(environment, read(Option.DATA, OptionsReader::path)),
                read(Option.DATA, OptionsReader::path),
                DatabaseOption.of(text(Option.DATABASE), value -> given(Option.DATABASE, value)),
                new DatabaseLogin(environment),
                read(Option.REMOTE, OptionsReader::remotes),
                read(Option.TRUSTED_PROXIES, OptionsReader::networks),
                isGiven(Option.SEED)
                        ? Optional.of(read(
                                Option.SEED,
                                text -> Seed.valueOf(
                                        word(text, "tutorial", "none").toUpperCase(Locale.ROOT))))
                        : Optional.empty(),
                read(Option.DRAIN, OptionsReader::time),
                read(Option.ACCESS_LOG, text -> word(text, "on", "off").equals("on")),
                read(Option.LOG, text -> word(text, "text", "json").equals("json")),
                settings(),
                Option.all().filter(this::isVariable).collect(Collectors.toSet()));
    }

    /** All of them as text, and where each comes from. */
    List<OptionView> settings() {
        var options = Option.all().map(option -> new OptionView(option.flag(), shown(option), source(option)));
        return Stream.concat(options, OptionView.ofVariablesAlone(environment)).toList();
    }

    /** Where the data is must be seen without knowing where the process was started. */
    private String shown(Option option) {
        return option == Option.DATA
                ? read(option, OptionsReader::path).toAbsolutePath().normalize().toString()
                : text(option);
    }

    private String source(Option option) {
        return !isGiven(option) ? "default" : isVariable(option) ? option.variable() : "flag";
    }

    private <T> T read(Option option, Function<String, T> meaning) {
        var text = text(option);
        try {
            return meaning.apply(text);
        } catch (IllegalArgumentException e) {
            throw ExitException.usage(given(option, text) + ": " + e.getMessage());
        }
    }

    private String text(Option option) {
        return flags.getOrDefault(option, environment.getOrDefault(option.variable(), option.byDefault));
    }

    private String given(Option option, String text) {
        return option.given(text, isVariable(option));
    }

    private boolean isGiven(Option option) {
        return flags.containsKey(option) || isVariable(option);
    }

    private boolean isVariable(Option option) {
        return !flags.containsKey(option) && environment.containsKey(option.variable());
    }

    private static List<String> names(String text) {
        var names = Stream.of(text.split(",", -1)).map(String::strip).distinct().toList();
        return check(names, !names.contains(""), "an empty name; give all, none, or names such as users,posts");
    }

    private static int port(String text) {
        if (!text.matches("-?\\d{1,9}")) {
            throw new IllegalArgumentException("not a port; give a whole number from 0 to 65535, such as 3000");
        }
        int port = Integer.parseInt(text);
        int nearest = Math.max(0, Math.min(65_535, port));
        return check(port, port == nearest, "not a port; they go from 0 to 65535, and the nearest is " + nearest);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(
                    check(text, !text.isBlank(), "no address; give one of this machine's, such as 127.0.0.1"));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "not an address; give one of this machine's, such as 127.0.0.1 or 0.0.0.0", e);
        }
    }

    private static Path path(String text) {
        try {
            return Path.of(check(text, !text.isBlank(), "no folder; give one such as ./data"));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("not a path (" + e.getReason() + "); give one such as ./data", e);
        }
    }

    private static List<Network> networks(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(network -> !text.isEmpty())
                .map(network -> Network.parse(network)
                        .orElseThrow(() -> new IllegalArgumentException("not a network: '" + network
                                + "'; give an address and how many of its bits count, such as 10.0.0.0/8 or fd00::/8")))
                .toList();
    }

    private static SortedMap<String, URI> remotes(String text) {
        var remotes = new TreeMap<String, URI>();
        for (var remote : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int equals = remote.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "'" + remote + "' has no module; give it and an address, such as posts=http://localhost:3001");
            }
            var module = remote.substring(0, equals).strip();
            var address = PeerAddress.parse(remote.substring(equals + 1));
            var other = remotes.put(module, address);
            check(module, other == null || other.equals(address), module + " cannot be at two addresses; give one");
        }
        return remotes;
    }

    private static Duration time(String text) {
        var parts = TIME.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a time; give a whole number and ms, s or m, such as 25s");
        }
        long amount = Long.parseLong(parts.group(1));
        var time = switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
        return check(time, time.compareTo(LONGEST) <= 0, "too long; the longest is 60m");
    }

    private static String word(String text, String... valid) {
        var words = List.of(valid);
        return check(
                text,
                words.contains(text),
                "not one of " + String.join(", ", words) + "; the nearest is " + Suggestion.to(text, words));
    }

    private static <T> T check(T value, boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
        return value;
    }
}
