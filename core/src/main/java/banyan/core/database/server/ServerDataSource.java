package banyan.core.database.server;

import banyan.core.database.SqlState;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Connects to a server with the current password, and sets each session up for the board. */
final class ServerDataSource extends PGSimpleDataSource {
    private static final long serialVersionUID = 1;

    private final transient SessionSettings session;
    private final transient Optional<DatabasePassword> password;
    private final transient LoginBackoff backoff = new LoginBackoff();

    /** Creates a data source; {@link DatabaseAddress} sets its address. */
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
        backoff.check(secret);
        try {
            return getConnection(getUser(), secret);
        } catch (SQLException e) {
            if (!SqlState.isLoginFailure(e)) {
                throw e;
            }
            var rejection = new SQLException(e.getMessage() + source(), e.getSQLState());
            backoff.begin(secret, rejection);
            throw rejection;
        }
    }

    private String source() {
        return password.map(from -> "; its password is read from " + from).orElse("");
    }

    private @Nullable String read() throws SQLException {
        try {
            return password.isEmpty() ? null : password.get().read();
        } catch (IOException e) {
            throw new SQLException("cannot read the password from " + password.get(), SqlState.UNREACHABLE, e);
        }
    }
}
