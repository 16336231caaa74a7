package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that forges its address in each request is rate-limited all the same. */
class ForgedAddressesIT {
    private static final int SIGN_INS = 10;
    private static final int REGISTRATIONS = 20;

    @TempDir
    private Path data;

    @Test
    void evadeNoLimitWithoutTrustedProxies() throws Exception {
        try (var board = BoardProcess.start(data, "--modules=users")) {
            Forgery forgery = i -> new String[] {"Forwarded", "for=" + invented(i), "X-Forwarded-For", invented(i)};
            slowsDownWhoGuesses(board, forgery);
            for (int i = 0; i <= REGISTRATIONS; i++) {
                var account = "{\"username\":\"forger_%d\",\"password\":\"open sesame!\"}".formatted(i);
                var response = Person.anonymous(board).send("POST", "/api/users", account, forgery.headers(i));
                assertThat(response.statusCode()).as("registration %d", i).isEqualTo(i < REGISTRATIONS ? 201 : 429);
            }
        }
    }

    /** Each proxy appends the address that it sees to the header, or passes on a header that it does not know. */
    @Test
    void evadeNoLimitBehindATrustedProxy() throws Exception {
        try (var board = BoardProcess.start(data, "--modules=users", "--trusted-proxies=127.0.0.1/32,10.0.0.0/8")) {
            for (var forgery : List.<Forgery>of(
                    i -> new String[] {"X-Forwarded-For", invented(i) + ", 203.0.113.1"},
                    i -> new String[] {"X-Forwarded-For", invented(i), "X-Forwarded-For", "203.0.113.2, 10.1.1.1"},
                    i -> new String[] {"Forwarded", "for=" + invented(i) + ", for=203.0.113.3;proto=https"},
                    i -> new String[] {"Forwarded", "for=\"" + invented(i) + ", for=203.0.113.4"},
                    i -> new String[] {"Forwarded", "for=" + invented(i), "X-Forwarded-For", "203.0.113.5"})) {
                slowsDownWhoGuesses(board, forgery);
            }
        }
    }

    private interface Forgery {
        String[] headers(int request);
    }

    private static void slowsDownWhoGuesses(BoardProcess board, Forgery forgery) throws Exception {
        for (int i = 0; i <= SIGN_INS; i++) {
            var response = Person.requestToken(board, "finn", "a guess", forgery.headers(i));
            assertThat(response.statusCode()).as("sign-in %d", i).isEqualTo(i < SIGN_INS ? 401 : 429);
        }
    }

    private static String invented(int request) {
        return "198.51.100." + request;
    }
}
