package banyan.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.Seed;
import banyan.core.database.server.DatabaseAddress;
import banyan.launcher.process.ExitException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the options and variables for the address of a database and its login. */
class DatabaseOptionTest {
    private static DatabaseOption option(String text) {
        return DatabaseOption.of(text, value -> "--database " + value);
    }

    @Test
    void acceptsCommasInTheAddressOfACluster() {
        var option = option("jdbc:postgresql://a,b/board,posts=jdbc:postgresql://c:1,d:2/board?sslmode=require");
        assertThat(option.of("users")).hasValue(new DatabaseAddress("jdbc:postgresql://a,b/board"));
        assertThat(option.of("posts")).hasValue(new DatabaseAddress("jdbc:postgresql://c:1,d:2/board?sslmode=require"));
        assertThat(option.modules()).containsExactly("posts");
    }

    @Test
    void leavesOtherModulesInFiles() {
        assertThat(option("posts=jdbc:postgresql://a/board").of("users")).isEmpty();
        assertThat(option("none").of("users")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://me:hush@a/board",
                "jdbc:postgresql://a/board?user=hush",
                "jdbc:postgresql://a/board?ssl=true&password=hush",
                "posts=jdbc:postgresql://a/board?sslpassword=hush",
                "postgres://me:hush@a/board",
                "jdbc:mysql://a/hush",
                "jdbc:h2:file:hush",
                "jdbc:postgresql://a:hush/board",
                "hush",
                "posts=jdbc:postgresql://a/board,posts=jdbc:postgresql://a/hush"
            })
    void rejectsWithoutRevealingSecrets(String text) {
        assertThatThrownBy(() -> option(text))
                .isInstanceOf(ExitException.class)
                .hasMessageStartingWith("--database ")
                .hasMessageNotContaining("hush");
    }

    @Test
    void seedsADatabaseOnAServerOnlyIfConfigured() {
        var flags = Map.of(Option.DATABASE, "posts=jdbc:postgresql://a/board");
        var options = new OptionsReader(flags, Map.of()).options();
        assertThat(options.seed("posts")).isEqualTo(Seed.NONE);
        assertThat(options.seed("users")).isEqualTo(Seed.TUTORIAL);
        var told = new OptionsReader(flags, Map.of("BANYAN_SEED", "tutorial")).options();
        assertThat(told.seed("posts")).isEqualTo(Seed.TUTORIAL);
    }

    @Test
    void prefersTheLoginOfTheModule(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("secret"), "of posts \n").toString();
        var login = new DatabaseLogin(Map.of(
                "BANYAN_DATABASE_USER", "all",
                "BANYAN_DATABASE_PASSWORD", "of all",
                "BANYAN_DATABASE_USER_POSTS", "posts",
                "BANYAN_DATABASE_PASSWORD_FILE_POSTS", file));
        assertThat(login.user("users")).hasValue("all");
        assertThat(login.password("users").orElseThrow().read()).isEqualTo("of all");
        assertThat(login.user("posts")).hasValue("posts");
        assertThat(login.password("posts").orElseThrow().read()).isEqualTo("of posts ");
        assertThat(login.toString() + login.password("users")).doesNotContain("of all");
    }

    @Test
    void readsThePasswordEachTime(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("secret"), "first\n");
        var password = new DatabaseLogin(Map.of("BANYAN_DATABASE_PASSWORD_FILE", file.toString()))
                .password("posts")
                .orElseThrow();
        Files.writeString(file, "second\n");
        assertThat(password.read()).isEqualTo("second");
        assertThat(password).hasToString("BANYAN_DATABASE_PASSWORD_FILE=" + file);
    }

    @Test
    void rejectsTwoPasswordsAndAMissingFile() {
        var twice = new DatabaseLogin(
                Map.of("BANYAN_DATABASE_PASSWORD", "hush", "BANYAN_DATABASE_PASSWORD_FILE", "/nowhere"));
        assertThatThrownBy(() -> twice.password("posts"))
                .isInstanceOf(ExitException.class)
                .hasMessageContaining("BANYAN_DATABASE_PASSWORD_FILE=/nowhere: ")
                .hasMessageNotContaining("hush");
        var missing = new DatabaseLogin(Map.of("BANYAN_DATABASE_PASSWORD_FILE", "/nowhere"));
        assertThatThrownBy(() -> missing.password("posts"))
                .isInstanceOf(ExitException.class)
                .hasMessageContaining("cannot be read");
    }
}
