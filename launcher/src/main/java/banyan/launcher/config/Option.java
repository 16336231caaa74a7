package banyan.launcher.config;

import java.util.Locale;
import java.util.stream.Stream;

/** The options that take a value: each a flag, and an environment variable of the same name. */
public enum Option {
    MODULES("all|none|a,b", "all", "The modules to host.", true),
    PORT("0-65535", "3000", "The port of the board; 0 is any free one."),
    BIND("ADDRESS", "0.0.0.0", "The address that the board listens on."),
    ADMIN_PORT(
            "0-65535",
            "3900",
            "The port for operators: /modules, /slots, /metrics, /config, /health/live, /health/ready, "
                    + "/health/started. Changes need the token of this user, which commands read by themselves."),
    ADMIN_BIND("ADDRESS", "127.0.0.1", "Its address. Anything but loopback needs a secret in BANYAN_ADMIN_TOKEN."),
    DATA("FOLDER", "./data", "Where each module keeps its database, if that is not on a server."),
    DATABASE(
            "[MODULE=]URL",
            DatabaseOption.NONE,
            "The PostgreSQL server of the databases, or of one module's: jdbc:postgresql://HOST/NAME. "
                    + "Log in with BANYAN_DATABASE_USER, and BANYAN_DATABASE_PASSWORD or BANYAN_DATABASE_PASSWORD_FILE, "
                    + "each also for one module, as in BANYAN_DATABASE_USER_POSTS.",
            true),
    REMOTE(
            "MODULE=URL",
            "",
            "Where a module is that other processes host, such as posts=http://localhost:3001. "
                    + "What is in --modules too stays open here all the same.",
            true),
    TRUSTED_PROXIES(
            "CIDR",
            "",
            "Networks of proxies that are believed when they say for whom they ask, such as 10.0.0.0/8.",
            true),
    SEED("tutorial|none", "tutorial in a file, none on a server", "What a new, empty database is filled with."),
    DRAIN("TIME", "25s", "The longest time for stopping, such as 500ms, 25s or 2m."),
    ACCESS_LOG("on|off", "on", "Whether each request is a line in the log."),
    LOG("text|json", "text", "How a line of the log is written: for people, or with its trace for programs.");

    public final String label;
    public final String byDefault;
    public final String help;

    /** Whether it may be repeated, which means the same as commas. */
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

    /** How it was given: {@code --port 3000}, or {@code BANYAN_PORT=3000}. */
    String given(Object value, boolean asVariable) {
        var text = value.toString();
        return (asVariable ? variable() + "=" : flag() + " ") + (text.isEmpty() ? "''" : text);
    }

    public static Stream<Option> all() {
        return Stream.of(values());
    }
}
