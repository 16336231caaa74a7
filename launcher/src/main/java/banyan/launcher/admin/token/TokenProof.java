package banyan.launcher.admin.token;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves that a board has the token, without showing the token. A proof is valid for one address of the board: a program that
 * listens at another address cannot present the board's proof as its own.
 */
public final class TokenProof {
    /** The request header with a challenge. */
    public static final String CHALLENGE = "Banyan-Challenge";

    /** The response header with the proof. */
    public static final String HEADER = "Banyan-Proof";

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    private TokenProof() {}

    /** A new random challenge. */
    public static String challenge() {
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    static boolean isChallenge(String text) {
        return FORM.matcher(text).matches();
    }

    /** The proof of a board at this address and port. */
    static String of(String token, String challenge, InetAddress address, int port) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.US_ASCII), ALGORITHM));
            var claim = "admin port " + address.getHostAddress() + " " + port + " " + challenge;
            return HexFormat.of().formatHex(mac.doFinal(claim.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each JDK has " + ALGORITHM, e);
        }
    }

    /** Whether this proof shows that the board at this address has the token. */
    public static boolean holds(String proof, String token, String challenge, InetAddress address, int port) {
        return MessageDigest.isEqual(
                of(token, challenge, address, port).getBytes(StandardCharsets.US_ASCII),
                proof.getBytes(StandardCharsets.UTF_8));
    }
}
