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

/** Whose account a token opens after the file of users was put back from a backup. */
class RestoredUsersTest {
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir
    private Path folder;

    @Test
    void isNobodysWhoRegisteredAfterTheBackup() throws IOException {
        var file = folder.resolve("users.mv.db");
        Token kept;
        try (var house = House.open(folder)) {
            house.keys().prepare();
            house.register("anna", PASSWORD);
            kept = signIn(house, "anna");
        }
        Files.copy(file, folder.resolve("backup"));
        Token lost;
        try (var house = House.open(folder)) {
            house.register("betty", PASSWORD);
            lost = signIn(house, "betty");
            assertThat(bearer(house, lost)).isEqualTo(id(house, "betty"));
        }
        Files.copy(folder.resolve("backup"), file, StandardCopyOption.REPLACE_EXISTING);
        try (var house = House.open(folder)) {
            house.register("carla", PASSWORD);
            house.register("dora", PASSWORD);
            assertThatThrownBy(() -> bearer(house, lost))
                    .isInstanceOfSatisfying(
                            BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAUTHENTICATED));
            assertThat(bearer(house, kept)).isEqualTo(id(house, "anna"));
            var renewed = house.tokens().renew(house.actors().session("Bearer " + kept.token()));
            assertThat(bearer(house, renewed)).isEqualTo(id(house, "anna"));
        }
    }

    private static Token signIn(House house, String username) {
        var account = house.signIn().check(username, new Password(PASSWORD), House.ADDRESS);
        return house.tokens().begin(account.id(), account.position());
    }

    private static long bearer(House house, Token token) {
        return house.actors().session("Bearer " + token.token()).user();
    }

    private static long id(House house, String username) {
        return Username.of(username).flatMap(house.users()::find).orElseThrow().id();
    }
}
