package banyan.artifact;

import java.util.regex.Pattern;

/**
 * An item of a board whose text is a number that grows.
 *
 * @param list a list that has the item
 * @param member of its JSON document that has the number
 */
record Versioned(String path, String list, String member) {
    static Versioned thread(long id) {
        return new Versioned("/api/threads/" + id, "/api/threads?limit=1000", "title");
    }

    static Versioned post(long id) {
        return new Versioned("/api/posts/" + id, "/api/posts?limit=1000&order=newest", "text");
    }

    /** The document that sets the number. */
    String change(long number) {
        return "{\"" + member + "\":\"" + number + "\"}";
    }

    /** Reads the number from the item, or from the list. */
    long number(String json) {
        long id = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
        var found = Pattern.compile("\"id\":" + id + ",[^{}]*\"" + member + "\":\"(\\d+)\"")
                .matcher(json);
        if (!found.find()) {
            throw new AssertionError(path + " has no number in " + json);
        }
        return Long.parseLong(found.group(1));
    }
}
