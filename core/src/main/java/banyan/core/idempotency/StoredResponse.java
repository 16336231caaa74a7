package banyan.core.idempotency;

/**
 * The stored response to a request.
 *
 * @param item the id of the created item
 * @param body the JSON document of the response
 */
public record StoredResponse(long item, String body) {
    /** Returns the id alone: a log must not contain texts of users. */
    @Override
    public String toString() {
        return "StoredResponse[item=" + item + "]";
    }
}
