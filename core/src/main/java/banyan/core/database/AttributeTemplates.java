package banyan.core.database;

import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.DefinedAttributeTemplateEngine;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.TemplateEngine;

/** Replaces {@code <name>} in a statement, as JDBI does. A statement without {@code <} is used as it is, without a lexer. */
final class AttributeTemplates implements TemplateEngine {
    private static final DefinedAttributeTemplateEngine ATTRIBUTES = new DefinedAttributeTemplateEngine();

    @Override
    public String render(String template, StatementContext context) {
        return template.indexOf('<') < 0 ? template : ATTRIBUTES.render(template, context);
    }

    @Override
    public Optional<Function<StatementContext, String>> parse(String template, ConfigRegistry config) {
        return template.indexOf('<') < 0 ? Optional.of(context -> template) : ATTRIBUTES.parse(template, config);
    }
}
