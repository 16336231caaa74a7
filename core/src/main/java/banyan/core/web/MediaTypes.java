package banyan.core.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The two representations of items that the tutorial's sample has too. */
public final class MediaTypes {
    /**
     * The tutorial's representation, which is frozen. Items that the tutorial lacks have the board's representation
     * under this name too.
     */
    public static final String TUTORIAL = "application/json";

    /** The board's own representation, which may grow. */
    public static final String BOARD = "application/vnd.banyan+json";

    private static final List<MediaType> ALL = List.of(MediaType.valueOf(TUTORIAL), MediaType.valueOf(BOARD));

    private MediaTypes() {}

    /**
     * Returns the representation that a request prefers; the tutorial's without a preference.
     *
     * @param headers list the acceptable types, the preferred one first
     */
    public static String requested(HttpHeaders headers) {
        if (headers.getHeaderString(HttpHeaders.ACCEPT) == null) {
            return TUTORIAL;
        }
        return headers.getAcceptableMediaTypes().stream()
                .flatMap(accepted -> ALL.stream().filter(accepted::isCompatible))
                .map(MediaType::toString)
                .findFirst()
                .orElse(TUTORIAL);
    }
}
