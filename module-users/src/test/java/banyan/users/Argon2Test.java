package banyan.users;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests hashes of passwords. */
class Argon2Test {
    /** Returns the hash in base64, with 1 MiB, one pass, one lane and a salt of zeros. */
    static String hash(String parameters, String password) {
        assertThat(parameters).contains("m=1024,t=1,p=1");
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withMemoryAsKB(1024)
                .withIterations(1)
                .withParallelism(1)
                .withSalt(new byte[16])
                .build());
        var hash = new byte[32];
        generator.generateBytes(password.getBytes(UTF_8), hash);
        return Base64.getEncoder().withoutPadding().encodeToString(hash);
    }

    @Test
    void matchesItsPasswordOnly() {
        var hash = Argon2.parse(Argon2.of("open sesame!".getBytes(UTF_8)).text());
        assertThat(hash.matches("open sesame!".getBytes(UTF_8))).isTrue();
        assertThat(hash.matches("open sesame?".getBytes(UTF_8))).isFalse();
        assertThat(hash.isCurrent()).isTrue();
        assertThat(Argon2.dummy().matches(new byte[0])).isFalse();
    }

    @Test
    void hasItsOwnSalt() {
        var one = Argon2.of("open sesame!".getBytes(UTF_8)).text();
        assertThat(one)
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}")
                .isNotEqualTo(Argon2.of("open sesame!".getBytes(UTF_8)).text());
    }

    /** Computed by the reference implementation: argon2 somesalt -id -t 2 -m 16 -p 1 -l 32. */
    @Test
    void matchesTheReferenceImplementation() {
        var hash =
                Argon2.parse("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
        assertThat(hash.matches("password".getBytes(UTF_8))).isTrue();
        assertThat(hash.isCurrent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "$argon2i$v=19$m=1,t=1,p=1$AA$AA", "$argon2id$v=16$m=1,t=1,p=1$AA$AA"})
    void rejectsOtherTextForms(String text) {
        assertThatThrownBy(() -> Argon2.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void matchesAPasswordInOtherCodePoints() {
        var hash = Argon2.of(new Password("caf\u00e9 au lait").bytes());
        assertThat(hash.matches(new Password("cafe\u0301 au lait").bytes())).isTrue();
        assertThat(new Password("hush").toString()).doesNotContain("hush");
    }
}
