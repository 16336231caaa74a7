package banyan.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Statements keep all that JDBI offers for them, although all databases share what was parsed. */
class JdbiFactoryTest {
    private final Jdbi jdbi = JdbiFactory.over(database());

    @Test
    void replacesAnAttributeWithItsValueOfEachExecution() {
        assertThat(sum("1 + 1")).isEqualTo(2);
        assertThat(sum("1 + 2")).isEqualTo(3);
    }

    @Test
    void replacesAListWithItsElements() {
        var found = jdbi.withHandle(
                handle -> handle.createQuery("SELECT x FROM SYSTEM_RANGE(1, 9) WHERE x IN (<numbers>) AND x < :end")
                        .bindList("numbers", List.of(2, 5, 8))
                        .bind("end", 8)
                        .mapTo(int.class)
                        .list());
        assertThat(found).containsExactly(2, 5);
    }

    @Test
    void keepsTextInQuotes() {
        assertThat(text("SELECT 'a :b ? \"c\" -- d'")).isEqualTo("a :b ? \"c\" -- d");
        assertThat(text("SELECT 'e ' || '< f'")).isEqualTo("e < f");
    }

    private int sum(String terms) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT <terms>")
                .define("terms", terms)
                .mapTo(int.class)
                .one());
    }

    private String text(String query) {
        return jdbi.withHandle(
                handle -> handle.select(query).mapTo(String.class).one());
    }

    private static JdbcDataSource database() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:");
        return source;
    }
}
