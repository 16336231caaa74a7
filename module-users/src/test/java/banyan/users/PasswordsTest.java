package banyan.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Tests the bound of concurrent hashes. */
class PasswordsTest {
    private final Passwords passwords = new Passwords();
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void rejectsAHashWhileTwoOthersAreComputed() throws Exception {
        var begun = new CountDownLatch(2);
        var threads = Executors.newFixedThreadPool(2);
        try {
            var computing = new ArrayList<Future<String>>();
            for (int i = 0; i < 2; i++) {
                computing.add(threads.submit(() -> passwords.withPermit(() -> computed(begun))));
            }
            begun.await();
            assertThatThrownBy(() -> passwords.hash(new Password("open sesame!")))
                    .isInstanceOfSatisfying(
                            BoardException.class, e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.TOO_MANY));
            end.countDown();
            for (var result : computing) {
                assertThat(result.get()).isEqualTo("computed");
            }
            assertThat(passwords.matches(passwords.hash(new Password("open sesame!")), new Password("open sesame!")))
                    .isTrue();
        } finally {
            end.countDown();
            threads.shutdown();
        }
    }

    private String computed(CountDownLatch begun) {
        begun.countDown();
        try {
            end.await();
            return "computed";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
