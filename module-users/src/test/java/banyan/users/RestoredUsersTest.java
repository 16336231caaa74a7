package banyan.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests which tokens are valid after the database file of users is restored from a backup. */
class RestoredUsersTest {
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir
    private Path folder;

    @Test
    void rejectsTheTokenOfAUserWhoRegisteredAfterTheBackup() throws IOException {
        var file = folder.resolve("users.mv.db");
        Token kept;
        try (var users = OpenUsers.in(folder)) {
            users.keys().createFirst();
            users.register("anna", PASSWORD);
            kept = signIn(users, "anna");
        }
        Files.copy(file, folder.resolve("backup"));
        Token lost;
        try (var users = OpenUsers.in(folder)) {
            users.register("betty", PASSWORD);
            lost = signIn(users, "betty");
            assertThat(userOf(users, lost)).isEqualTo(id(users, "betty"));
        }
        Files.copy(folder.resolve("backup"), file, StandardCopyOption.REPLACE_EXISTING);
        try (var users = OpenUsers.in(folder)) {
            users.register("carla", PASSWORD);
            users.register("dora", PASSWORD);
            assertThatThrownBy(() -> userOf(users, lost))
                    .isInstanceOfSatisfying(
                            BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAUTHENTICATED));
            assertThat(userOf(users, kept)).isEqualTo(id(users, "anna"));
            var renewed = users.tokens().renew(users.verifier().session("Bearer " + kept.token()));
            assertThat(userOf(users, renewed)).isEqualTo(id(users, "anna"));
        }
    }

    private static Token signIn(OpenUsers users, String username) {
        var account = users.signIn().authenticate(username, new Password(PASSWORD), OpenUsers.ADDRESS);
        return users.tokens().begin(account.id(), account.position());
    }

    private static long userOf(OpenUsers users, Token token) {
        return users.verifier().session("Bearer " + token.token()).user();
    }

    private static long id(OpenUsers users, String username) {
        return Username.of(username)
                .flatMap(users.userStore()::find)
                .orElseThrow()
                .id();
    }
}
