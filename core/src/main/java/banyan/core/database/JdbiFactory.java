package banyan.core.database;

import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/** Creates JDBI for a module's statements. Failures do not repeat the arguments. */
public final class JdbiFactory {
    private JdbiFactory() {}

    /**
     * Returns JDBI over a data source. By default JDBI would put the arguments of a failed statement into its message,
     * and so into the log.
     */
    public static Jdbi over(DataSource source) {
        var jdbi = Jdbi.create(source).registerArgument(new LongArgumentFactory());
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        return jdbi;
    }
}
