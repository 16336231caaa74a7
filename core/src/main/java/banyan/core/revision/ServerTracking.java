package banyan.core.revision;

import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Revisions on PostgreSQL: triggers and functions in the module's schema. They need no right but those of its owner. A
 * transaction that took no revision gets one with its first row, if the database accepts writes: so an earlier program, and an
 * operator who changes rows by hand, are right too.
 */
final class ServerTracking {
    /** The revision of this transaction, for the schema that is meant. It ends with the transaction. */
    private static final List<String> FUNCTIONS = List.of(
            """
            CREATE OR REPLACE FUNCTION keep_revision() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
            BEGIN
                IF NEW.revision <> OLD.revision THEN
                    PERFORM set_config('banyan.revision_' || TG_TABLE_SCHEMA, NEW.revision::text, true);
                END IF;
                RETURN NEW;
            END $$
            """,
            """
            CREATE OR REPLACE FUNCTION next_revision() RETURNS BIGINT LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
            DECLARE
                taken BIGINT;
            BEGIN
                UPDATE feed_head SET revision = revision + 1 RETURNING revision INTO taken;
                IF (SELECT role FROM data_role) IS DISTINCT FROM 'home' THEN
                    RAISE EXCEPTION 'this database does not accept writes' USING ERRCODE = 'read_only_sql_transaction';
                END IF;
                RETURN taken;
            END $$
            """,
            """
            CREATE OR REPLACE FUNCTION stamp_revision() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
            BEGIN
                IF current_setting('banyan.replicating', true) IS DISTINCT FROM 'on' THEN
                    NEW.revision := COALESCE(
                        NULLIF(current_setting('banyan.revision_' || TG_TABLE_SCHEMA, true), '')::BIGINT, next_revision());
                END IF;
                RETURN NEW;
            END $$
            """,
            """
            CREATE OR REPLACE FUNCTION record_deletion() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
            BEGIN
                IF current_setting('banyan.replicating', true) IS DISTINCT FROM 'on' THEN
                    INSERT INTO deleted_row (table_name, row_key, revision) VALUES (
                        TG_TABLE_NAME,
                        (SELECT '[' || COALESCE(string_agg((to_jsonb(OLD) -> name)::text, ',' ORDER BY place), '') || ']'
                            FROM unnest(TG_ARGV) WITH ORDINALITY AS key (name, place)),
                        COALESCE(NULLIF(current_setting('banyan.revision_' || TG_TABLE_SCHEMA, true), '')::BIGINT,
                            next_revision()))
                    ON CONFLICT (table_name, row_key) DO UPDATE SET revision = EXCLUDED.revision;
                END IF;
                RETURN OLD;
            END $$
            """,
            """
            CREATE OR REPLACE TRIGGER keep_revision BEFORE UPDATE ON feed_head
            FOR EACH ROW EXECUTE FUNCTION keep_revision()
            """, // an import of an earlier program empties all tables
            "CREATE OR REPLACE RULE keep_role AS ON DELETE TO data_role DO INSTEAD NOTHING");

    private ServerTracking() {}

    static void add(Handle handle, List<TrackedTable> tables) {
        FUNCTIONS.forEach(handle::execute);
        tables.forEach(table -> addTo(handle, table));
    }

    private static void addTo(Handle handle, TrackedTable table) {
        var name = table.name();
        handle.execute("ALTER TABLE " + name + " ADD COLUMN revision BIGINT DEFAULT 1 NOT NULL");
        handle.execute("CREATE INDEX " + name + "_revision ON " + name + " (revision)");
        handle.execute("CREATE TRIGGER stamp_revision BEFORE INSERT OR UPDATE ON " + name
                + " FOR EACH ROW EXECUTE FUNCTION stamp_revision()");
        handle.execute("CREATE TRIGGER record_deletion AFTER DELETE ON " + name
                + " FOR EACH ROW EXECUTE FUNCTION record_deletion(" + arguments(table) + ")");
    }

    private static String arguments(TrackedTable table) {
        return table.key().stream().map(column -> "'" + column + "'").collect(Collectors.joining(", "));
    }
}
