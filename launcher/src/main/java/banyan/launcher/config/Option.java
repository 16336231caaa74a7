package banyan.launcher.config;

import java.util.Locale;
import java.util.stream.Stream;

/** The options that take a value: each a flag, and an environment variable of the same name. */
public enum Option {
    MODULES("all|none|a,b", "all", "The modules that this process hosts.", true),
    PORT("0-65535", "3000", "The port of the board; 0 takes any free port."),
    BIND("ADDRESS", "0.0.0.0", "The address that the board listens on."),
    ADMIN_PORT(
            "0-65535",
            "3900",
            "The port for operators, with /modules, /slots, /metrics, /config and /health. Changes require the token of"
                    + " the user who runs the board; commands find it themselves."),
    ADMIN_BIND(
            "ADDRESS",
            "127.0.0.1",
            "The address of the admin port. Any other than loopback requires a secret in BANYAN_ADMIN_TOKEN."),
    DATA("FOLDER", "./data", "The folder of the database files."),
    DATABASE(
            "[MODULE=]URL",
            DatabaseOption.NONE,
            "The PostgreSQL server for all modules, or for one. URL is jdbc:postgresql://HOST/NAME. The login is in"
                    + " BANYAN_DATABASE_USER and BANYAN_DATABASE_PASSWORD or BANYAN_DATABASE_PASSWORD_FILE, for one module"
                    + " as in BANYAN_DATABASE_USER_POSTS.",
            true),
    REMOTE(
            "MODULE=URL",
            "",
            "The process that hosts a module, such as posts=http://localhost:3001. If --modules names"
                    + " the module too, this process also hosts it, but forwards its requests.",
            true),
    FOLLOW(
            "MODULE=URL",
            "",
            "The admin port of the process that has the home of a module's data, such as posts=http://localhost:3900. The"
                    + " module here gets a copy of the data, follows the home, and can become the home.",
            true),
    ADDRESS(
            "URL",
            "",
            "The address at which other copies of the data reach this board, such as http://posts.internal:3000. Default:"
                    + " --port at the address that this process calls them from."),
    ADMIN_ADDRESS("URL", "", "The same for the admin port, such as http://posts.internal:3900."),
    TRUSTED_PROXIES(
            "CIDR",
            "",
            "Networks of proxies, such as 10.0.0.0/8. Their Forwarded or X-Forwarded-For header determines the address of"
                    + " the client.",
            true),
    SEED("tutorial|none", "tutorial in a file, none on a server", "The rows that a new, empty database starts with."),
    RESPONSE_CACHE(
            "SIZE",
            "a sixteenth of the heap",
            "The memory for responses that are sent again as long as the data have not changed, such as 16m; 0 for none."),
    DRAIN("TIME", "25s", "The longest time that a stop may take, such as 500ms, 25s or 2m."),
    ACCESS_LOG("on|off", "on", "Writes one log line for each request."),
    LOG("text|json", "text", "The form of log lines: for people, or JSON with the trace id of the request.");

    public final String label;
    public final String byDefault;
    public final String help;

    /** Whether it takes several values, in several flags or between commas. */
    public final boolean several;

    Option(String label, String byDefault, String help) {
        this(label, byDefault, help, false);
    }

    Option(String label, String byDefault, String help, boolean several) {
        this.label = label;
        this.byDefault = byDefault;
        this.help = help;
        this.several = several;
    }

    /** Such as {@code --admin-port}. */
    public String flag() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Such as {@code BANYAN_ADMIN_PORT}. */
    String variable() {
        return "BANYAN_" + name();
    }

    /** The option as it was given: {@code --port 3000}, or {@code BANYAN_PORT=3000}. */
    String given(Object value, boolean asVariable) {
        var text = value.toString();
        return (asVariable ? variable() + "=" : flag() + " ") + (text.isEmpty() ? "''" : text);
    }

    public static Stream<Option> all() {
        return Stream.of(values());
    }
}
