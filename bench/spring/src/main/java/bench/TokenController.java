package bench;

import java.time.Instant;
import java.util.Map;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives every client a token for finn, because the sample's users have no passwords. */
@RestController
class TokenController {
    private final JwtEncoder encoder;

    TokenController(JwtEncoder encoder) {
        this.encoder = encoder;
    }

    @PostMapping("/api/users/tokens")
    Map<String, String> token() {
        var header = JwsHeader.with(SignatureAlgorithm.ES256).build();
        var now = Instant.now();
        var claims = JwtClaimsSet.builder()
                .subject("2")
                .issuedAt(now)
                .expiresAt(now.plusSeconds(3600))
                .build();
        var token = encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
        return Map.of("token", token);
    }
}
