package banyan.core.database;

import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/** The one way to statements: those that fail do not repeat what they were given. */
public final class Statements {
    private Statements() {}

    /** JDBI would put the arguments of a statement into the message of its failure, and so into the log. */
    public static Jdbi over(DataSource source) {
        var jdbi = Jdbi.create(source).registerArgument(new LongArgumentFactory());
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        return jdbi;
    }
}
