package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads a list of the board to its end. */
final class Pages {
    private Pages() {}

    /** Returns the items of all pages, in the board's own form. */
    static List<JsonNode> all(Person person, String path) throws Exception {
        var all = new ArrayList<JsonNode>();
        for (var next = "?limit=1000"; !next.isEmpty(); ) {
            var page = person.get(path + next, "Accept", Person.BOARD);
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            Person.json(page).forEach(all::add);
            next = page.headers()
                    .firstValue("Link")
                    .map(link -> link.substring(link.indexOf('?'), link.indexOf('>')))
                    .orElse("");
        }
        return all;
    }
}
