package banyan.launcher.config;

import banyan.core.Seed;
import banyan.launcher.admin.token.TokenFile;
import banyan.launcher.process.ExitException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the options: each from its flag, else from its environment variable, else its default.
 *
 * @param flags those of the command line
 * @param environment the variables of the process
 */
public record OptionsReader(Map<Option, String> flags, Map<String, String> environment) {
    /**
     * Reads all options.
     *
     * @throws ExitException for a value that is not valid
     */
    public Options options() {
        return new Options(
                read(Option.MODULES, OptionValues::names),
                read(Option.PORT, OptionValues::port),
                read(Option.BIND, AddressValues::address),
                read(Option.ADMIN_PORT, OptionValues::port),
                read(Option.ADMIN_BIND, AddressValues::address),
                Optional.ofNullable(environment.get("BANYAN_ADMIN_TOKEN")).filter(token -> !token.isBlank()),
                TokenFile.places(environment, read(Option.DATA, OptionValues::path)),
                read(Option.DATA, OptionValues::path),
                DatabaseOption.of(text(Option.DATABASE), value -> given(Option.DATABASE, value)),
                new DatabaseLogin(environment),
                read(Option.REMOTE, AddressValues::remotes),
                read(Option.FOLLOW, AddressValues::remotes),
                read(Option.ADDRESS, AddressValues::peer),
                read(Option.ADMIN_ADDRESS, AddressValues::peer),
                read(Option.TRUSTED_PROXIES, AddressValues::networks),
                seed(),
                ifGiven(Option.RESPONSE_CACHE, OptionValues::size),
                read(Option.DRAIN, OptionValues::time),
                read(
                        Option.ACCESS_LOG,
                        text -> OptionValues.word(text, "on", "off").equals("on")),
                read(Option.LOG, text -> OptionValues.word(text, "text", "json").equals("json")),
                settings(),
                Option.all().filter(this::isVariable).collect(Collectors.toSet()));
    }

    private Optional<Seed> seed() {
        return ifGiven(Option.SEED, OptionsReader::seed);
    }

    private static Seed seed(String text) {
        return Seed.valueOf(OptionValues.word(text, "tutorial", "none").toUpperCase(Locale.ROOT));
    }

    /** All options as text, each with its source. */
    List<OptionView> settings() {
        var options = Option.all().map(option -> new OptionView(option.flag(), shown(option), source(option)));
        return Stream.concat(options, OptionView.ofVariablesAlone(environment)).toList();
    }

    /** An absolute path, because a reader does not know the working directory of the process. */
    private String shown(Option option) {
        return option == Option.DATA
                ? read(option, OptionValues::path).toAbsolutePath().normalize().toString()
                : text(option);
    }

    private String source(Option option) {
        return !isGiven(option) ? "default" : isVariable(option) ? option.variable() : "flag";
    }

    /** For an option whose default depends on others, or on the machine. */
    private <T> Optional<T> ifGiven(Option option, Function<String, T> parser) {
        return isGiven(option) ? Optional.of(read(option, parser)) : Optional.empty();
    }

    private <T> T read(Option option, Function<String, T> parser) {
        var text = text(option);
        try {
            return parser.apply(text);
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
}
