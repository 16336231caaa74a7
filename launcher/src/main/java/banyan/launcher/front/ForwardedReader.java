package banyan.launcher.front;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the header Forwarded (RFC 7239 section 4) in one pass. Commas and semicolons within quotes separate nothing; a quote
 * that is not closed is a character like any other, so that what a client wrote hides nothing that a proxy adds after it.
 */
final class ForwardedReader {
    private static final String FOR = "for=";

    private final String text;
    private int at;
    private boolean hasOpenQuote;

    private ForwardedReader(String text) {
        this.text = text;
    }

    /** The value of the parameter {@code for} of each element, without quotes; empty where an element has none. */
    static List<String> clients(String text) {
        var reader = new ForwardedReader(text);
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

    /** Ends at a separator or at the end. */
    private String parameter() {
        int start = at;
        while (at < text.length() && text.charAt(at) != ';' && text.charAt(at) != ',') {
            at = text.charAt(at) == '"' ? afterQuote(at) : at + 1;
        }
        return text.substring(start, at).strip();
    }

    /** After the quoted text that begins here or, where none ends, after its first quote; looked for in vain only once. */
    private int afterQuote(int open) {
        for (int i = open + 1; i < text.length() && !hasOpenQuote; i++) {
            if (text.charAt(i) == '"') {
                return i + 1;
            }
            if (text.charAt(i) == '\\') {
                i++;
            }
        }
        hasOpenQuote = true;
        return open + 1;
    }

    private static String unquoted(String value) {
        boolean isQuoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }
}
