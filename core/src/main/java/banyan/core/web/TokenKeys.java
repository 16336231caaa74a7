package banyan.core.web;

import banyan.core.BoardException;
import banyan.core.users.TokenKey;
import banyan.core.users.Users;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of users, kept: only for an unknown one they are asked for again, and seldom. While users cannot be
 * asked, known keys count, and whoever comes with an unknown one is told who does not answer.
 */
final class TokenKeys {
    private static final Duration SELDOM = Duration.ofSeconds(30);

    private final Supplier<? extends Users> users;
    private final InstantSource clock;
    private volatile Map<String, ECKey> keys = Map.of();
    private Instant asked = Instant.MIN;
    private Instant failed = Instant.MIN;
    private @Nullable BoardException failure;

    TokenKeys(Supplier<? extends Users> users, InstantSource clock) {
        this.users = users;
        this.clock = clock;
    }

    /**
     * The key of this name, if users has it.
     *
     * @throws BoardException UNAVAILABLE if it is not known here, and users cannot be asked
     */
    Optional<ECKey> find(String id) {
        if (!keys.containsKey(id)) {
            ask(id, clock.instant());
        }
        return Optional.ofNullable(keys.get(id));
    }

    /**
     * Who has waited for another's question takes its outcome, a failure too: else each would wait once more.
     *
     * @param came when the one who wants the key came
     */
    private synchronized void ask(String id, Instant came) {
        if (keys.containsKey(id) || !asked.isBefore(came.minus(SELDOM))) {
            return;
        }
        if (failure != null && failed.isAfter(came)) {
            throw failure;
        }
        try {
            keys = users.get().keys().stream().collect(Collectors.toMap(TokenKey::id, TokenKeys::key));
            asked = clock.instant();
            failure = null;
        } catch (BoardException e) {
            failure = e;
            failed = clock.instant();
            throw e;
        }
    }

    private static ECKey key(TokenKey key) {
        return new ECKey.Builder(Curve.P_256, new Base64URL(key.x()), new Base64URL(key.y()))
                .keyID(key.id())
                .build();
    }
}
