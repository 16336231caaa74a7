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
 * The keys that sign tokens, one after the other. Each is published before it signs, and for as long as one of its tokens
 * may be valid.
 */
record SigningKeys(SigningKeyStore store, InstantSource clock) {
    /** The time from publication to the first signature. Other modules that use keys fetch them every 20 s. */
    static final Duration LEAD = Duration.ofSeconds(60);

    /** The lifetime of a token and the permitted clock skew. */
    static final Duration RETENTION = TokenClaims.TOKEN_LIFE.plusSeconds(60);

    /**
     * Creates the first key, unless there is one. It signs at once, because no other module has cached any key yet. A copy of
     * the data gets the keys of its home.
     */
    void createFirst() {
        if (store.database().isHome() && store.all().isEmpty()) {
            writeFirst();
        }
    }

    private void writeFirst() {
        store.database().write(transaction -> {
            if (SigningKeyStore.all(transaction).isEmpty()) {
                SigningKeyStore.insert(transaction, generate(clock.instant()));
            }
            return null;
        });
    }

    /** Creates the next key, and deletes the keys that no valid token needs. */
    void rotate() {
        store.database().write(transaction -> {
            removeExpired(transaction);
            SigningKeyStore.insert(transaction, generate(clock.instant().plus(LEAD)));
            return null;
        });
    }

    /**
     * Deletes expired keys. This must precede any other change of the rows, after which an expired key could seem to be in
     * use again: a key's end is the start of the key that follows it.
     */
    private List<SigningKeyStore.Row> removeExpired(WriteTransaction transaction) {
        var rows = SigningKeyStore.all(transaction);
        var needed = needed(rows);
        rows.stream()
                .filter(row -> !needed.contains(row))
                .forEach(row -> SigningKeyStore.delete(transaction, row.id()));
        return rows;
    }

    /**
     * Revokes a key: its tokens become invalid. If it is the signing key, a new key signs from now on. Other modules fetch
     * the new key when they receive its first token.
     *
     * @return whether the key existed
     */
    boolean revoke(String id) {
        return store.database().write(transaction -> {
            var rows = removeExpired(transaction);
            boolean isSigning = signing(rows).filter(row -> row.id().equals(id)).isPresent();
            if (isSigning) {
                SigningKeyStore.insert(transaction, generate(clock.instant()));
            }
            SigningKeyStore.delete(transaction, id);
            return rows.stream().anyMatch(row -> row.id().equals(id));
        });
    }

    /** The current use of a key. */
    enum Use {
        PUBLISHED,
        SIGNING,
        EXPIRED
    }

    /** The public state of a key, for operators. */
    record State(String id, Use use, Instant signsFrom) {}

    /** Returns all keys in the order in which they sign. */
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

    /**
     * Returns the key that signs now. A database that became the home before it had any copy has no key yet.
     *
     * @throws banyan.core.BoardException NOT_HOME if there is no key, and this database accepts no writes
     */
    ECKey signing() {
        var rows = store.all();
        if (rows.isEmpty()) {
            writeFirst();
            rows = store.all();
        }
        return signing(rows)
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

    /** Returns the public parts of all keys whose tokens may be valid now or soon. */
    List<TokenKey> published() {
        return needed(store.all()).stream().map(SigningKeys::published).toList();
    }

    /** Returns the public part of the key with this id, if its tokens may be valid. */
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

    /** A key stops signing when the next key starts. */
    private List<SigningKeyStore.Row> needed(List<SigningKeyStore.Row> rows) {
        var since = clock.instant().minus(RETENTION);
        return IntStream.range(0, rows.size())
                .filter(i -> i == rows.size() - 1 || rows.get(i + 1).signsFrom().isAfter(since))
                .mapToObj(rows::get)
                .toList();
    }

    /** Generates a key. Its id does not begin with a hyphen: on the command line it would be read as an option. */
    static SigningKeyStore.Row generate(Instant signsFrom) {
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
