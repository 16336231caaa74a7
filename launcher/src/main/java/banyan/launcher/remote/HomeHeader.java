package banyan.launcher.remote;

import banyan.launcher.address.PeerAddress;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * What one launcher tells another in a response about the home of a module's data, such as {@code posts; epoch=5;
 * address="http://localhost:3001"}. Only responses to launchers have the header, and only responses of peers are read for it.
 *
 * @param epoch the newest that the sender knows; 0 if it knows none
 * @param address of the home, if that is another process than the sender
 * @param isRefused whether the response is a refusal: nothing was done, because the sender is not the home
 */
public record HomeHeader(String module, long epoch, Optional<URI> address, boolean isRefused) {
    public static final String NAME = "Banyan-Home";

    private static final int LONGEST = 400;
    private static final Pattern FORM = Pattern.compile("^([a-z][-_a-z0-9]{0,63}); epoch=(0|[1-9][0-9]{0,17})"
            + "(; address=\"([!#-\\[\\]-~]{1,255})\")?(; refused)?");

    /** The header of a response, if it has exactly one, well-formed, and about this module. */
    public static Optional<HomeHeader> of(HttpFields headers, String module) {
        if (headers.getField(NAME) == null) {
            return Optional.empty();
        }
        var values = headers.getValuesList(NAME);
        return values.size() == 1
                ? parse(values.get(0)).filter(header -> header.module.equals(module))
                : Optional.empty();
    }

    /** Parses the value of the header; empty if it is malformed in any way. */
    static Optional<HomeHeader> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        var address = address(form.group(4));
        return address.isPresent() || form.group(4) == null
                ? Optional.of(
                        new HomeHeader(form.group(1), Long.parseLong(form.group(2)), address, form.group(5) != null))
                : Optional.empty();
    }

    private static Optional<URI> address(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(PeerAddress::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The value of the header. */
    public String text() {
        return module + "; epoch=" + epoch
                + address.map(home -> "; address=\"" + home + "\"").orElse("")
                + (isRefused ? "; refused" : "");
    }
}
