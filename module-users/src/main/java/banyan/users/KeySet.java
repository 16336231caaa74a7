package banyan.users;

import java.util.List;

/** The public keys of tokens as a JWK set (RFC 7517 section 5). */
record KeySet(List<Member> keys) {
    KeySet {
        keys = List.copyOf(keys);
    }

    /** One key: its members are those of RFC 7517 section 4 and RFC 7518 section 6.2.1. */
    record Member(String kty, String crv, String alg, String use, String kid, String x, String y) {}
}
