package banyan.core.web;

import banyan.core.users.TokenKey;
import banyan.core.users.UserView;
import banyan.core.users.Users;
import com.nimbusds.jose.jwk.ECKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Users of whom only the keys and the moderator matter. */
final class KnownUsers implements Users {
    private final long moderator;
    private final List<ECKey> keys;
    private final AtomicInteger asked = new AtomicInteger();

    KnownUsers(long moderator, ECKey... keys) {
        this.moderator = moderator;
        this.keys = new CopyOnWriteArrayList<>(Stream.of(keys).toList());
    }

    void publish(ECKey key) {
        keys.add(key);
    }

    void withdraw(ECKey key) {
        keys.remove(key);
    }

    /** How often the keys were asked for. */
    int asked() {
        return asked.get();
    }

    @Override
    public List<TokenKey> keys() {
        asked.incrementAndGet();
        return keys.stream()
                .map(key -> new TokenKey(
                        key.getKeyID(), key.getX().toString(), key.getY().toString()))
                .toList();
    }

    @Override
    public boolean moderates(long id) {
        return id == moderator;
    }

    @Override
    public Optional<UserView> find(long id) {
        return Optional.empty();
    }

    @Override
    public List<Entry> changes(long after, int limit, Duration wait) {
        return List.of();
    }
}
