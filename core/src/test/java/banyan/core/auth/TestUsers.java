package banyan.core.auth;

import banyan.core.Feed;
import banyan.core.Lineage;
import banyan.core.users.TokenKey;
import banyan.core.users.UserView;
import banyan.core.users.Users;
import com.nimbusds.jose.jwk.ECKey;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** A users port with keys and one moderator. */
final class TestUsers implements Users {
    private final long moderator;
    private final List<ECKey> keys;
    private final AtomicInteger fetches = new AtomicInteger();
    private final AtomicReference<Lineage> data = new AtomicReference<>(new Lineage(new UUID(0, 1), 0, List.of()));

    TestUsers(long moderator, ECKey... keys) {
        this.moderator = moderator;
        this.keys = new CopyOnWriteArrayList<>(Stream.of(keys).toList());
    }

    void publish(ECKey key) {
        keys.add(key);
    }

    void withdraw(ECKey key) {
        keys.remove(key);
    }

    /** Returns how often the keys were fetched. */
    int fetches() {
        return fetches.get();
    }

    @Override
    public List<TokenKey> keys() {
        fetches.incrementAndGet();
        return keys.stream()
                .map(key -> new TokenKey(
                        key.getKeyID(), key.getX().toString(), key.getY().toString()))
                .toList();
    }

    /** Sets the lineage, as after a restore. */
    void serve(Lineage other) {
        data.set(other);
    }

    @Override
    public Lineage lineage() {
        return data.get();
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
    public Feed feed() {
        return (after, limit, wait) -> new Feed.Changes(null, 0, List.of());
    }
}
