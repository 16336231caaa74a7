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
    private static final List<String> STATEMENTS = List.of(
            """
            CREATE OR REPLACE FUNCTION banyan_keep_revision() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
            BEGIN
                IF NEW.revision <> OLD.revision THEN
                    PERFORM set_config('banyan.revision_' || TG_TABLE_SCHEMA, NEW.revision::text, true);
                END IF;
                RETURN NEW;
            END $$
            """,
            """
            CREATE OR REPLACE FUNCTION banyan_next_revision() RETURNS BIGINT LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
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
            CREATE OR REPLACE FUNCTION banyan_revision() RETURNS BIGINT LANGUAGE sql SET search_path FROM CURRENT AS $$
                SELECT COALESCE(
                    NULLIF(current_setting('banyan.revision_' || current_schema(), true), '')::BIGINT,
                    banyan_next_revision())
            $$
            """,
            """
            CREATE OR REPLACE FUNCTION banyan_stamp() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
            BEGIN
                IF current_setting('banyan.replicating', true) IS DISTINCT FROM 'on' THEN
                    NEW.revision := COALESCE(
                        NULLIF(current_setting('banyan.revision_' || TG_TABLE_SCHEMA, true), '')::BIGINT,
                        banyan_next_revision());
                END IF;
                RETURN NEW;
            END $$
            """,
            """
            CREATE OR REPLACE FUNCTION banyan_record_deletion() RETURNS trigger LANGUAGE plpgsql
            SET search_path FROM CURRENT AS $$
            BEGIN
                IF current_setting('banyan.replicating', true) IS DISTINCT FROM 'on' THEN
                    INSERT INTO deleted_row (table_name, row_key, revision) VALUES (
                        TG_TABLE_NAME,
                        (SELECT '[' || COALESCE(string_agg((to_jsonb(OLD) -> name)::text, ',' ORDER BY place), '') || ']'
                            FROM unnest(TG_ARGV) WITH ORDINALITY AS key (name, place)),
                        COALESCE(NULLIF(current_setting('banyan.revision_' || TG_TABLE_SCHEMA, true), '')::BIGINT,
                            banyan_next_revision()))
                    ON CONFLICT (table_name, row_key) DO UPDATE SET revision = EXCLUDED.revision;
                END IF;
                RETURN OLD;
            END $$
            """,
            """
            CREATE OR REPLACE FUNCTION banyan_reject_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF current_setting('banyan.replicating', true) IS DISTINCT FROM 'on' THEN
                    RAISE EXCEPTION 'TRUNCATE records no deleted rows, which copies of the data need: use DELETE'
                        USING ERRCODE = 'feature_not_supported';
                END IF;
                RETURN NULL;
            END $$
            """,
            """
            CREATE OR REPLACE TRIGGER banyan_keep_revision BEFORE UPDATE ON feed_head
            FOR EACH ROW EXECUTE FUNCTION banyan_keep_revision()
            """,
            // an import of an earlier program empties all tables, that of the deleted rows too
            "CREATE OR REPLACE RULE keep_role AS ON DELETE TO data_role DO INSTEAD NOTHING",
            """
            CREATE OR REPLACE RULE forget_deletions AS ON DELETE TO deletion_horizon
            DO INSTEAD UPDATE deletion_horizon SET revision = banyan_revision()
            """);

    private ServerTracking() {}

    static void add(Handle handle, List<TrackedTable> tables) {
        STATEMENTS.forEach(handle::execute);
        tables.forEach(table -> addTo(handle, table));
    }

    private static void addTo(Handle handle, TrackedTable table) {
        table.addingRevisions().forEach(handle::execute);
        trigger(handle, TrackedTable.STAMP, "BEFORE INSERT OR UPDATE", table, "FOR EACH ROW", "banyan_stamp()");
        trigger(handle, "banyan_truncate", "BEFORE TRUNCATE", table, "FOR EACH STATEMENT", "banyan_reject_truncate()");
        var record = "banyan_record_deletion(" + list(table, "'", "'") + ")";
        trigger(handle, "banyan_deletion", "AFTER DELETE", table, "FOR EACH ROW", record);
        if (table.key().isEmpty()) {
            handle.execute(
                    "CREATE UNIQUE INDEX " + table.named("banyan_one_row_") + " ON " + table.name() + " ((true))");
        } else {
            var isOther = "FOR EACH ROW WHEN ((" + list(table, "OLD.", "") + ") IS DISTINCT FROM ("
                    + list(table, "NEW.", "") + "))";
            trigger(handle, "banyan_key_change", "AFTER UPDATE", table, isOther, record);
        }
    }

    private static void trigger(
            Handle handle, String name, String event, TrackedTable table, String condition, String function) {
        handle.execute("CREATE TRIGGER " + name + " " + event + " ON " + table.name() + " " + condition
                + " EXECUTE FUNCTION " + function);
    }

    private static String list(TrackedTable table, String before, String after) {
        return table.key().stream().map(column -> before + column + after).collect(Collectors.joining(", "));
    }
}
