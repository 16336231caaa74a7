package banyan.artifact;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Users and their items.
 *
 * @param tokens by name
 * @param things ids by name and module
 */
record Guests(Map<String, String> tokens, Map<String, List<Long>> things) {
    private static final List<String> NAMES = List.of("marceline", "prismo", "abracadaniel");
    private static final List<String> LEAVING = List.of("gunter", "magic_man");

    /** Registers some users and signs them in. */
    static Guests on(BoardProcess board) throws IOException, InterruptedException {
        var guests = new Guests(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (var names : List.of(NAMES, LEAVING)) {
            for (var name : names) {
                var registered = Person.register(board, name);
                guests.things.put(
                        name + " users",
                        List.of(Person.json(registered).path("id").asLong()));
                guests.tokens.put(name, Person.signIn(board, name).token());
            }
        }
        return guests;
    }

    List<String> staying() {
        return NAMES;
    }

    List<String> leaving() {
        return LEAVING;
    }

    List<Long> of(String name, String module) {
        return things.getOrDefault(name + " " + module, List.of());
    }

    /** Records that a user owns an item. */
    void learn(GeneratedRequest request, HttpResponse<String> response) throws IOException {
        if (response.statusCode() == 201 && !request.author().isEmpty()) {
            var module = request.operation().path().substring("/api/".length());
            things.computeIfAbsent(request.author() + " " + module, key -> new ArrayList<>())
                    .add(Person.json(response).path("id").asLong());
        }
    }
}
