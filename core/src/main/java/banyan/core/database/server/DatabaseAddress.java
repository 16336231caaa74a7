package banyan.core.database.server;

import java.util.Optional;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The address of a database on a server, and the role that connects.
 *
 * @param url of PostgreSQL, without user and password
 * @param user the role; empty for the driver's default, which is the name of this process's user
 * @param password empty for none, or for the one in the password file of that user
 */
public record DatabaseAddress(String url, Optional<String> user, Optional<DatabasePassword> password) {
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final Pattern SECRET = Pattern.compile("@|[?&](user|\\w*password)=", Pattern.CASE_INSENSITIVE);

    private static final int CONNECT_S = 4;

    /**
     * Checks the URL.
     *
     * @throws IllegalArgumentException saying what is wrong and what would be right; the message never contains the URL
     */
    public DatabaseAddress {
        if (SECRET.matcher(url).find()) {
            throw new IllegalArgumentException(
                    "a URL may not contain a user or a password; give BANYAN_DATABASE_USER, and BANYAN_DATABASE_PASSWORD or BANYAN_DATABASE_PASSWORD_FILE");
        }
        if (!url.startsWith(POSTGRESQL) || !isParsed(url)) {
            throw new IllegalArgumentException(
                    "not a PostgreSQL URL; give one such as jdbc:postgresql://localhost:5432/board");
        }
    }

    public DatabaseAddress(String url) {
        this(url, Optional.empty(), Optional.empty());
    }

    private static boolean isParsed(String url) {
        try {
            new PGSimpleDataSource().setURL(url);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns the same address with another role. */
    public DatabaseAddress as(Optional<String> newUser, Optional<DatabasePassword> newPassword) {
        return new DatabaseAddress(url, newUser, newPassword);
    }

    /** Returns connections to the server that accepts writes. Names without a schema mean the schema of the module. */
    ServerDataSource source(String module, SessionSettings session) {
        var source = new ServerDataSource(session, password);
        source.setURL(url);
        user.ifPresent(source::setUser);
        source.setCurrentSchema('"' + module + '"');
        source.setApplicationName("banyan " + module);
        source.setTcpKeepAlive(true);
        source.setLogServerErrorDetail(false); // it contains values of rows
        source.setTargetServerType("primary");
        if (!sets("hostRecheckSeconds")) {
            source.setHostRecheckSeconds(1);
        }
        if (!sets("connectTimeout")) {
            source.setConnectTimeout(CONNECT_S);
        }
        if (!sets("socketTimeout")) {
            source.setSocketTimeout(session.responseTimeout());
        }
        return source;
    }

    private boolean sets(String property) {
        return url.contains("?" + property + "=") || url.contains("&" + property + "=");
    }

    /** Shows neither the password nor any settings, which may be mistyped secrets. */
    @Override
    public String toString() {
        return url.replaceFirst("\\?.*", "") + user.map(role -> " as " + role).orElse("");
    }
}
