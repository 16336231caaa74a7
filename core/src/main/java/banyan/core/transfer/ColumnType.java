package banyan.core.transfer;

import banyan.core.database.Timestamps;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The type of a column in an export, which is the same for both kinds of database. */
public enum ColumnType {
    NUMBER,
    BOOLEAN,
    TEXT,
    TIMESTAMP,
    UNIQUE_ID;

    /** Returns the type for the name that H2 or PostgreSQL gives it. */
    static Optional<ColumnType> of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "bigint", "integer", "smallint", "int8", "int4", "int2", "bigserial" -> Optional.of(NUMBER);
            case "boolean", "bool" -> Optional.of(BOOLEAN);
            case "character varying", "varchar", "text" -> Optional.of(TEXT);
            case "timestamp with time zone", "timestamptz" -> Optional.of(TIMESTAMP);
            case "uuid" -> Optional.of(UNIQUE_ID);
            default -> Optional.empty();
        };
    }

    /** Reads a value in the form of the export: a number, a boolean or a text. */
    @Nullable
    Object read(ResultSet row, String column) throws SQLException {
        return switch (this) {
            case NUMBER -> orNull(row, row.getLong(column));
            case BOOLEAN -> orNull(row, row.getBoolean(column));
            case TEXT -> row.getString(column);
            case TIMESTAMP -> text(Timestamps.orNull(row, column));
            case UNIQUE_ID -> text(row.getObject(column));
        };
    }

    /**
     * Converts a value of an export for the database.
     *
     * @throws IllegalArgumentException if the value has another type; the message says which type is required
     */
    @Nullable
    public Object parse(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        return switch (this) {
            case NUMBER -> require(value.isIntegralNumber() && value.canConvertToLong(), value.asLong());
            case BOOLEAN -> require(value.isBoolean(), value.asBoolean());
            case TEXT -> plain(require(value.isTextual(), value.asText()).toString());
            case TIMESTAMP -> time(value.asText());
            case UNIQUE_ID -> uniqueId(value.asText());
        };
    }

    private Object require(boolean holds, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("not a " + name().toLowerCase(Locale.ROOT));
        }
        return value;
    }

    private static OffsetDateTime time(String text) {
        try {
            return Instant.parse(text).atOffset(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a timestamp", e);
        }
    }

    /** Parses a UUID. The JDK's own message would contain the value. */
    private static UUID uniqueId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a UUID", e);
        }
    }

    /** Checks a text: PostgreSQL rejects NUL, and UTF-8 has no form for an unpaired surrogate. */
    private static String plain(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("it contains a NUL character");
        }
        if (text.codePoints().anyMatch(one -> one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE)) {
            throw new IllegalArgumentException("it contains an unpaired surrogate");
        }
        return text;
    }

    private static @Nullable Object orNull(ResultSet row, Object value) throws SQLException {
        return row.wasNull() ? null : value;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
