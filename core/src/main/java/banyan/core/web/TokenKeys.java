package banyan.core.web;

import banyan.core.users.TokenKey;
import banyan.core.users.Users;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The public keys of users, kept: only for an unknown one they are asked for again, and seldom. */
final class TokenKeys {
    private static final Duration SELDOM = Duration.ofSeconds(30);

    private final Supplier<? extends Users> users;
    private final Clock clock;
    private Map<String, ECKey> keys = Map.of();
    private Instant asked = Instant.MIN;

    TokenKeys(Supplier<? extends Users> users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    synchronized Optional<ECKey> find(String id) {
        if (!keys.containsKey(id) && asked.isBefore(clock.instant().minus(SELDOM))) {
            keys = users.get().keys().stream().collect(Collectors.toMap(TokenKey::id, TokenKeys::key));
            asked = clock.instant();
        }
        return Optional.ofNullable(keys.get(id));
    }

    private static ECKey key(TokenKey key) {
        return new ECKey.Builder(Curve.P_256, new Base64URL(key.x()), new Base64URL(key.y()))
                .keyID(key.id())
                .build();
    }
}
