package banyan.users;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** An Argon2id hash of a password (RFC 9106) with its salt and parameters. */
final class Argon2 {
    private static final int MEMORY = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final int memory;
    private final int passes;
    private final int lanes;
    private final byte[] salt;
    private final byte[] hash;

    /**
     * @param memory KiB
     * @param passes over the memory
     * @param lanes the degree of parallelism
     */
    private Argon2(int memory, int passes, int lanes, byte[] salt, byte[] hash) {
        this.memory = memory;
        this.passes = passes;
        this.lanes = lanes;
        this.salt = salt;
        this.hash = hash;
    }

    /** Hashes a new password with a new salt. */
    static Argon2 of(byte[] password) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new Argon2(MEMORY, PASSES, LANES, salt, new byte[HASH_BYTES]).compute(password);
    }

    /** Returns a hash that no password matches. To check a password against it takes the usual time. */
    static Argon2 dummy() {
        return new Argon2(MEMORY, PASSES, LANES, new byte[SALT_BYTES], new byte[HASH_BYTES]);
    }

    /**
     * Parses the standard text form.
     *
     * @throws IllegalArgumentException if the text is not in this form
     */
    static Argon2 parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not the text of an Argon2id hash");
        }
        var base64 = Base64.getDecoder();
        return new Argon2(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                base64.decode(parts.group(4)),
                base64.decode(parts.group(5)));
    }

    /** Returns whether the password has this hash, in constant time. */
    boolean matches(byte[] password) {
        return MessageDigest.isEqual(hash, compute(password).hash);
    }

    /** Returns whether a new hash would have the same parameters. */
    boolean isCurrent() {
        return memory == MEMORY
                && passes == PASSES
                && lanes == LANES
                && salt.length == SALT_BYTES
                && hash.length == HASH_BYTES;
    }

    /** Returns the standard text form, which {@link #parse} reads. */
    String text() {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memory + ",t=" + passes + ",p=" + lanes + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }

    private Argon2 compute(byte[] password) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        var computed = new byte[hash.length];
        generator.generateBytes(password, computed);
        return new Argon2(memory, passes, lanes, salt, computed);
    }
}
