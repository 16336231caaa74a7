package banyan.core.database;

import java.sql.Connection;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/**
 * Creates JDBI for a module's statements. Failures do not repeat the arguments. All databases share the parsed statements, of
 * which modules have many in common.
 */
public final class JdbiFactory {
    private static final SqlParser PARSER = new ColonPrefixSqlParser();

    private JdbiFactory() {}

    /**
     * Returns JDBI over a data source. By default JDBI would put the arguments of a failed statement into its message,
     * and so into the log.
     */
    public static Jdbi over(DataSource source) {
        return configured(Jdbi.create(source));
    }

    /** Returns the same over one connection, which it does not close. */
    public static Jdbi over(Connection connection) {
        return configured(Jdbi.create(connection));
    }

    private static Jdbi configured(Jdbi jdbi) {
        jdbi.registerArgument(new LongArgumentFactory());
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        jdbi.getConfig(SqlStatements.class).setSqlParser(PARSER).setTemplateEngine(new AttributeTemplates());
        return jdbi;
    }
}
