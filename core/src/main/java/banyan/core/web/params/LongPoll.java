package banyan.core.web.params;

import banyan.core.BoardException;
import banyan.core.Feed;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The time that a request waits for new entries.
 *
 * @param seconds 0 to {@link #MOST}
 */
public record LongPoll(int seconds) {
    public static final String BY_DEFAULT = "0";
    public static final int MOST = (int) Feed.WAIT.toSeconds();

    private static final Pattern FORM = Pattern.compile("\\d{1,2}");

    /**
     * JAX-RS calls this for a query parameter.
     *
     * @throws BoardException INVALID unless the text is a number in these bounds
     */
    public static LongPoll fromString(String text) {
        if (!FORM.matcher(text).matches() || Integer.parseInt(text) > MOST) {
            throw BoardException.invalid(List.of(
                    new BoardException.Fault("?wait", "has to be a whole number of seconds from 0 to " + MOST)));
        }
        return new LongPoll(Integer.parseInt(text));
    }

    public Duration duration() {
        return Duration.ofSeconds(seconds);
    }
}
