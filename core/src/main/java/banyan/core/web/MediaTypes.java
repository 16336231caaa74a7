package banyan.core.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The two forms in which the board gives what the tutorial's sample gives too. */
public final class MediaTypes {
    /** The tutorial's, frozen. What the tutorial does not have is given in the board's own form under this name too. */
    public static final String TUTORIAL = "application/json";

    /** The board's own, which may grow. */
    public static final String BOARD = "application/vnd.banyan+json";

    private static final List<MediaType> ALL = List.of(MediaType.valueOf(TUTORIAL), MediaType.valueOf(BOARD));

    private MediaTypes() {}

    /**
     * The form that a request prefers; the tutorial's if it has no preference.
     *
     * @param headers list what is acceptable, the most welcome first
     */
    public static String asked(HttpHeaders headers) {
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
