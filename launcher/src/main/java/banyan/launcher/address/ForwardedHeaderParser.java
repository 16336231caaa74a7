package banyan.launcher.address;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses the header Forwarded (RFC 7239 section 4) in one pass. Commas and semicolons within quotes separate nothing. Quotes count
 * only around a whole value: any other quote is a plain character, so that the text of a client cannot hide what a proxy adds
 * after it, in quotes or not.
 */
final class ForwardedHeaderParser {
    private static final String FOR = "for=";

    private final String text;
    private int at;

    private ForwardedHeaderParser(String text) {
        this.text = text;
    }

    /** The value of the parameter {@code for} of each element, without quotes; empty where an element has none. */
    static List<String> clients(String text) {
        var reader = new ForwardedHeaderParser(text);
        var clients = new ArrayList<String>();
        while (reader.at < text.length()) {
            reader.element(clients);
        }
        return clients;
    }

    private void element(List<String> clients) {
        var client = "";
        boolean isBlank = true;
        boolean isLast;
        do {
            var parameter = parameter();
            isBlank &= parameter.isEmpty();
            if (client.isEmpty() && parameter.regionMatches(true, 0, FOR, 0, FOR.length())) {
                client = unquoted(parameter.substring(FOR.length()));
            }
            isLast = at >= text.length() || text.charAt(at) == ',';
            at++;
        } while (!isLast);
        if (!isBlank) {
            clients.add(client);
        }
    }

    /** Reads up to a separator or the end. */
    private String parameter() {
        int start = at;
        while (at < text.length() && text.charAt(at) != ';' && text.charAt(at) != ',') {
            at = text.charAt(at) == '"' ? afterQuote(at) : at + 1;
        }
        return text.substring(start, at).strip();
    }

    /**
     * The index after the quoted value that begins here or, if there is none, after this quote. The search ends at the next quote
     * that could begin a value, so all searches together read each character once.
     */
    private int afterQuote(int open) {
        int close = text.charAt(Math.max(0, open - 1)) == '=' ? close(open) : text.length();
        return isWhole(close) ? close + 1 : open + 1;
    }

    private int close(int open) {
        int i = open + 1;
        while (i < text.length() && text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, text.length());
    }

    /** Whether the value ends with its last quote. */
    private boolean isWhole(int close) {
        int next = close + 1;
        while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
            next++;
        }
        return close < text.length() && (next >= text.length() || ",;".indexOf(text.charAt(next)) >= 0);
    }

    private static String unquoted(String value) {
        boolean isQuoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }
}
