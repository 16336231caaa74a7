package banyan.core.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads timestamps of rows. */
public final class Timestamps {
    private Timestamps() {}

    public static Instant of(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(orNull(row, column), column);
    }

    /** Returns the timestamp of the column with this number, from 1. */
    public static Instant of(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant orNull(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
