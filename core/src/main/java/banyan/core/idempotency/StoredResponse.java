package banyan.core.idempotency;

/**
 * What a request was answered.
 *
 * @param item the id of what it made
 * @param body the JSON document that it was given
 */
public record StoredResponse(long item, String body) {
    /** What people write has no place in a log. */
    @Override
    public String toString() {
        return "Receipt[item=" + item + "]";
    }
}
