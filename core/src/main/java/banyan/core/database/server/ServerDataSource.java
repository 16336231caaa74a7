package banyan.core.database.server;

import banyan.core.database.SqlState;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Connects to a server, with the password of that moment, and makes each session what the board relies on. */
final class ServerDataSource extends PGSimpleDataSource {
    private static final long serialVersionUID = 1;

    private final transient SessionSettings session;
    private final transient Optional<DatabasePassword> password;
    private final transient LoginBackoff pause = new LoginBackoff();

    /** Where the server is, is set by {@link DatabaseAddress}. */
    ServerDataSource(SessionSettings session, Optional<DatabasePassword> password) {
        this.session = session;
        this.password = password;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = connect();
        try (var statement = connection.createStatement()) {
            statement.execute(session.settings());
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private Connection connect() throws SQLException {
        var secret = read();
        pause.check(secret);
        try {
            return getConnection(getUser(), secret);
        } catch (SQLException e) {
            if (!SqlState.isOfTheLogin(e)) {
                throw e;
            }
            var refusal = new SQLException(
                    e.getMessage()
                            + password.map(from -> "; its password is read from " + from)
                                    .orElse(""),
                    e.getSQLState());
            pause.begin(secret, refusal);
            throw refusal;
        }
    }

    private @Nullable String read() throws SQLException {
        try {
            return password.isEmpty() ? null : password.get().read();
        } catch (IOException e) {
            throw new SQLException("no password can be read from " + password.get(), SqlState.UNREACHABLE, e);
        }
    }
}
