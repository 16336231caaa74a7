package banyan.users;

import banyan.core.auth.TokenClaims;
import banyan.core.store.WriteTransaction;
import banyan.core.users.TokenKey;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The keys that sign tokens, one after the other. Each is published before it signs, and for as long as a token of it may
 * count.
 */
record SigningKeys(SigningKeyStore store, InstantSource clock) {
    /** By then all others have fetched it, as they do each 20 s while they use keys. */
    static final Duration LEAD = Duration.ofSeconds(60);

    /** The life of a token, and how far clocks may differ. */
    static final Duration REST = TokenClaims.TOKEN_LIFE.plusSeconds(60);

    /** Makes the first key, unless there is one. Nobody knows of any key yet, so it signs at once. */
    void prepare() {
        store.database().write(change -> {
            if (SigningKeyStore.all(change).isEmpty()) {
                SigningKeyStore.insert(change, fresh(clock.instant()));
            }
            return null;
        });
    }

    /** Makes the key that will sign next, and removes those that no token needs any more. */
    void rotate() {
        store.database().write(change -> {
            removeExpired(change);
            SigningKeyStore.insert(change, fresh(clock.instant().plus(LEAD)));
            return null;
        });
    }

    /** Before any row comes or goes: one that is expired would be needed again, once another key follows it. */
    private List<SigningKeyStore.Row> removeExpired(WriteTransaction change) {
        var rows = SigningKeyStore.all(change);
        var needed = needed(rows);
        rows.stream().filter(row -> !needed.contains(row)).forEach(row -> SigningKeyStore.delete(change, row.id()));
        return rows;
    }

    /**
     * Withdraws a key: its tokens count no more. If it is the one that signs, a new one does so from now on, which others
     * fetch when they meet its first token.
     *
     * @return whether there was such a key
     */
    boolean revoke(String id) {
        return store.database().write(change -> {
            var rows = removeExpired(change);
            boolean isSigning = signing(rows).filter(row -> row.id().equals(id)).isPresent();
            if (isSigning) {
                SigningKeyStore.insert(change, fresh(clock.instant()));
            }
            SigningKeyStore.delete(change, id);
            return rows.stream().anyMatch(row -> row.id().equals(id));
        });
    }

    /** What a key does now. */
    enum Use {
        PUBLISHED,
        SIGNING,
        EXPIRED
    }

    /** What operators may know of a key. */
    record State(String id, Use use, Instant signsFrom) {}

    /** All of them, in the order in which they sign. */
    List<State> all() {
        var rows = store.all();
        var signing = signing(rows).map(SigningKeyStore.Row::id).orElse("");
        var needed = needed(rows);
        return rows.stream()
                .map(row -> new State(row.id(), use(row, signing, needed), row.signsFrom()))
                .toList();
    }

    private static Use use(SigningKeyStore.Row row, String signing, List<SigningKeyStore.Row> needed) {
        if (row.id().equals(signing)) {
            return Use.SIGNING;
        }
        return needed.contains(row) ? Use.PUBLISHED : Use.EXPIRED;
    }

    /** The one that signs now. */
    ECKey signing() {
        return signing(store.all())
                .map(row -> key(row.jwk()))
                .orElseThrow(() -> new IllegalStateException("there is no key to sign tokens with"));
    }

    private Optional<SigningKeyStore.Row> signing(List<SigningKeyStore.Row> rows) {
        var now = clock.instant();
        return rows.stream()
                .filter(row -> !row.signsFrom().isAfter(now))
                .reduce((earlier, later) -> later)
                .or(() -> rows.stream().findFirst()); // the clock was set back
    }

    /** The public parts of all whose tokens may count, now or soon. */
    List<TokenKey> published() {
        return needed(store.all()).stream().map(SigningKeys::published).toList();
    }

    /** The public part of the one of this name, if its tokens may count. */
    Optional<TokenKey> published(String id) {
        return needed(store.all()).stream()
                .filter(row -> row.id().equals(id))
                .map(SigningKeys::published)
                .findFirst();
    }

    private static TokenKey published(SigningKeyStore.Row row) {
        var key = key(row.jwk());
        return new TokenKey(key.getKeyID(), key.getX().toString(), key.getY().toString());
    }

    /** A key stops to sign when the next one begins. */
    private List<SigningKeyStore.Row> needed(List<SigningKeyStore.Row> rows) {
        var since = clock.instant().minus(REST);
        return IntStream.range(0, rows.size())
                .filter(i -> i == rows.size() - 1 || rows.get(i + 1).signsFrom().isAfter(since))
                .mapToObj(rows::get)
                .toList();
    }

    /** An operator types its name after a word: one that begins with a hyphen would be taken for an option. */
    static SigningKeyStore.Row fresh(Instant signsFrom) {
        var generator = new ECKeyGenerator(Curve.P_256)
                .algorithm(JWSAlgorithm.ES256)
                .keyUse(KeyUse.SIGNATURE)
                .keyIDFromThumbprint(true);
        try {
            var key = generator.generate();
            while (key.getKeyID().startsWith("-")) {
                key = generator.generate();
            }
            return new SigningKeyStore.Row(key.getKeyID(), key.toJSONString(), signsFrom);
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has the curve P-256", e);
        }
    }

    private static ECKey key(String jwk) {
        try {
            return ECKey.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalStateException("a key that was written here can be read"); // its cause may quote it
        }
    }
}
