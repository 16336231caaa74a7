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

/** The form that the values of a column have in an export: the same for every kind of database. */
enum ColumnType {
    NUMBER,
    TRUTH,
    TEXT,
    TIME,
    UNIQUE_ID;

    /** By the name that H2 or PostgreSQL has for it. */
    static Optional<ColumnType> of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "bigint", "integer", "smallint", "int8", "int4", "int2", "bigserial" -> Optional.of(NUMBER);
            case "boolean", "bool" -> Optional.of(TRUTH);
            case "character varying", "varchar", "text" -> Optional.of(TEXT);
            case "timestamp with time zone", "timestamptz" -> Optional.of(TIME);
            case "uuid" -> Optional.of(UNIQUE_ID);
            default -> Optional.empty();
        };
    }

    /** As it is written: a number, a truth value or a text. */
    @Nullable
    Object read(ResultSet row, String column) throws SQLException {
        return switch (this) {
            case NUMBER -> orNull(row, row.getLong(column));
            case TRUTH -> orNull(row, row.getBoolean(column));
            case TEXT -> row.getString(column);
            case TIME -> text(Timestamps.orNull(row, column));
            case UNIQUE_ID -> text(row.getObject(column));
        };
    }

    /**
     * As the database takes it.
     *
     * @throws IllegalArgumentException saying what it would have to be
     */
    @Nullable
    Object parse(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        return switch (this) {
            case NUMBER -> check(value.isIntegralNumber() && value.canConvertToLong(), value.asLong());
            case TRUTH -> check(value.isBoolean(), value.asBoolean());
            case TEXT -> plain(check(value.isTextual(), value.asText()).toString());
            case TIME -> time(value.asText());
            case UNIQUE_ID -> uniqueId(value.asText());
        };
    }

    private Object check(boolean holds, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("no " + name().toLowerCase(Locale.ROOT));
        }
        return value;
    }

    private static OffsetDateTime time(String text) {
        try {
            return Instant.parse(text).atOffset(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("no time", e);
        }
    }

    /** The JDK's own message has the value in it. */
    private static UUID uniqueId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("no UUID", e);
        }
    }

    /** PostgreSQL takes no NUL, and nobody can send half a pair as UTF-8. */
    private static String plain(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("there is a NUL in it");
        }
        if (text.codePoints().anyMatch(one -> one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE)) {
            throw new IllegalArgumentException("there is half a surrogate pair in it");
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
