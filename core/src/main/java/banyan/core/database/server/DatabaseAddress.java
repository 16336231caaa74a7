package banyan.core.database.server;

import java.util.Optional;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where on a server a database is, and who asks there.
 *
 * @param url of PostgreSQL, without user and password
 * @param user the role; empty for the driver's choice, which is the name of this process's user
 * @param password empty for none, or for the one in the password file of that user
 */
public record DatabaseAddress(String url, Optional<String> user, Optional<DatabasePassword> password) {
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final Pattern SECRET = Pattern.compile("@|[?&](user|\\w*password)=", Pattern.CASE_INSENSITIVE);

    private static final int CONNECT_S = 4;

    /**
     * Checks the URL.
     *
     * @throws IllegalArgumentException saying why, and what would be right; never the URL
     */
    public DatabaseAddress {
        if (SECRET.matcher(url).find()) {
            throw new IllegalArgumentException(
                    "a URL may hold neither user nor password; give BANYAN_DATABASE_USER, and BANYAN_DATABASE_PASSWORD or BANYAN_DATABASE_PASSWORD_FILE");
        }
        if (!url.startsWith(POSTGRESQL) || !isUnderstood(url)) {
            throw new IllegalArgumentException(
                    "not a URL of PostgreSQL; give one such as jdbc:postgresql://localhost:5432/board");
        }
    }

    public DatabaseAddress(String url) {
        this(url, Optional.empty(), Optional.empty());
    }

    private static boolean isUnderstood(String url) {
        try {
            new PGSimpleDataSource().setURL(url);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The same place, for somebody else. */
    public DatabaseAddress as(Optional<String> newUser, Optional<DatabasePassword> newPassword) {
        return new DatabaseAddress(url, newUser, newPassword);
    }

    /** Connections to the one server that takes writes, whose names without a schema mean that of the module. */
    ServerDataSource source(String module, SessionSettings session) {
        var source = new ServerDataSource(session, password);
        source.setURL(url);
        user.ifPresent(source::setUser);
        source.setCurrentSchema('"' + module + '"');
        source.setApplicationName("banyan " + module);
        source.setTcpKeepAlive(true);
        source.setLogServerErrorDetail(false); // there are values of rows in it
        source.setTargetServerType("primary");
        if (!says("hostRecheckSeconds")) {
            source.setHostRecheckSeconds(1);
        }
        if (!says("connectTimeout")) {
            source.setConnectTimeout(CONNECT_S);
        }
        if (!says("socketTimeout")) {
            source.setSocketTimeout(session.silence());
        }
        return source;
    }

    private boolean says(String property) {
        return url.contains("?" + property + "=") || url.contains("&" + property + "=");
    }

    /** Never shows the password, nor anything that only looks like a setting. */
    @Override
    public String toString() {
        return url.replaceFirst("\\?.*", "") + user.map(role -> " as " + role).orElse("");
    }
}
