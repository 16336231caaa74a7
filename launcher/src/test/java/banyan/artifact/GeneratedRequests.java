package banyan.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/** Generates valid and invalid requests from the description of an operation. */
final class GeneratedRequests {
    private static final String JSON = "application/json";
    private static final List<String> WRONG_IDS =
            List.of("0", "-1", "01", "1.0", "x", "%20", "9999999999999999999", "1;a=b", "%F0%9F%8C%B3", "1%00");
    private static final List<String> WRONG_VALUES = List.of("", "0.5", "-1", "1001x", "%ff", "a%20b", "9".repeat(30));
    private static final List<String> WRONG_TOKENS =
            List.of("", "Bearer", "Bearer a.b.c", "Basic YTpi", "Bearer " + "a".repeat(5_000), "Bearer é");
    private static final List<String> TAGS =
            List.of("*", "\"1.0.b\"", "W/\"1.0.t\"", "\"1.0.b\", \"2.0.b\"", "\"", "1.0.b", ",", "\"é\"", "W/");

    private final Samples samples;
    private final List<DescribedOperation> operations;
    private final Guests guests;

    GeneratedRequests(Random random, List<DescribedOperation> operations, Guests guests) {
        samples = new Samples(random);
        this.operations = operations;
        this.guests = guests;
    }

    GeneratedRequest next() {
        var operation = samples.any(operations);
        boolean leaves = operation.name().equals("DELETE /api/users/{id}");
        var author = samples.any(leaves && samples.chance(50) ? guests.leaving() : guests.staying());
        var draft = new Draft(operation, author, leaves);
        if (samples.chance(60)) {
            draft.spoil();
        }
        return draft.request();
    }

    /** A request under construction. */
    private final class Draft {
        private final DescribedOperation operation;
        private final boolean mayLeave;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final List<String> query = new ArrayList<>();
        private String author;
        private String method;
        private String path;
        private String body = "";
        private String fault = "";

        Draft(DescribedOperation operation, String author, boolean leaves) {
            this.operation = operation;
            this.author = author;
            mayLeave = !leaves || guests.leaving().contains(author);
            method = operation.method();
            path = operation.path().replace("{name}", samples.any(List.of("finn", "Marceline", "nobody")));
            path = path.replace("{id}", String.valueOf(id()));
            parameters();
            body();
            if (operation.operation().path("security").size() == 1) {
                headers.put("Authorization", "Bearer " + guests.tokens().get(author));
            }
            if (operation.operation().path("security").size() == 2 && samples.chance(50)) {
                headers.put("Authorization", "Bearer " + guests.tokens().get(author));
                body = "";
                headers.remove("Content-Type");
            }
            if (samples.chance(50)) {
                headers.put("Accept", samples.any(List.of(JSON, "*/*", "application/*", JSON + ";q=0.5, */*;q=0.1")));
            }
        }

        GeneratedRequest request() {
            var target = query.isEmpty() ? path : path + "?" + String.join("&", query);
            var owner = headers.containsKey("Authorization") ? author : "";
            return new GeneratedRequest(operation, method, target, headers, body, owner, fault);
        }

        /** Chooses an item of the author more often than another one. */
        private long id() {
            var module = operation.path().split("/")[2];
            var own = guests.of(author, module);
            return mayLeave && !own.isEmpty() && samples.chance(60) ? samples.any(own) : samples.any(others());
        }

        private List<Long> others() {
            return LongStream.concat(LongStream.rangeClosed(1, 6), LongStream.of(101, 140))
                    .boxed()
                    .toList();
        }

        private void parameters() {
            for (var parameter : operation.operation().path("parameters")) {
                var name = parameter.path("name").asText();
                var place = parameter.path("in").asText();
                // A key belongs to one account and one request: the response to another request is not in its
                // description.
                boolean fits = !name.equals("after") || query.stream().noneMatch(part -> part.startsWith("order"));
                if (place.equals("query") && fits && samples.chance(40)) {
                    // No request waits, because there are thousands.
                    query.add(name + "=" + (name.equals("wait") ? 0 : samples.queryValue(parameter.path("schema"))));
                } else if (place.equals("header") && samples.chance(20)) {
                    headers.put(name, name.startsWith("If-") ? samples.any(TAGS.subList(0, 4)) : key());
                }
            }
        }

        private String key() {
            return "key-" + samples.random().nextInt(50);
        }

        private void body() {
            if (operation.input().isMissingNode()) {
                return;
            }
            body = Samples.bytes(samples.object(operation.input(), threads()).toString());
            headers.put("Content-Type", samples.any(List.of(JSON, JSON + ";charset=utf-8", "Application/JSON")));
        }

        private List<Long> threads() {
            var own = guests.of(author, "threads");
            return own.isEmpty() ? List.of(1L, 2L, 3L) : own;
        }

        void spoil() {
            var kinds = new ArrayList<Runnable>(List.of(this::method, this::accept, this::tag));
            if (path.length() != operation.path().length() || operation.path().contains("{id}")) {
                kinds.add(this::wrongId);
            }
            if (!query().isEmpty()) {
                kinds.addAll(List.of(this::wrongValue, this::wrongValue));
            }
            if (headers.containsKey("Authorization")) {
                kinds.addAll(List.of(this::wrongToken, this::noToken));
            }
            if (!body.isEmpty()) {
                kinds.addAll(List.of(
                        this::wrongBody,
                        this::wrongBody,
                        this::wrongBody,
                        this::wrongMedia,
                        this::tooLarge,
                        this::noBody));
            }
            samples.any(kinds).run();
        }

        private List<JsonNode> query() {
            var all = new ArrayList<JsonNode>();
            for (var parameter : operation.operation().path("parameters")) {
                if (parameter.path("in").asText().equals("query")) {
                    all.add(parameter);
                }
            }
            return all;
        }

        private void method() {
            var others = new ArrayList<>(List.of("PUT", "POST", "PATCH", "DELETE", "GET", "FROB"));
            others.removeAll(operation.siblings());
            method = samples.any(others);
            if (!List.of("PUT", "POST", "PATCH").contains(method)) {
                body = "";
                headers.remove("Content-Type");
            }
            fault = "a method that is not described";
        }

        private void accept() {
            headers.put(
                    "Accept",
                    samples.any(List.of("text/html", "image/png;q=1", "application/xml, text/*", "/", "a b")));
            fault = "nothing acceptable";
        }

        /** Returns a tag; any tag will do. */
        private void tag() {
            operation.operation().path("parameters").forEach(parameter -> {
                if (parameter.path("name").asText().startsWith("If-")) {
                    headers.put(parameter.path("name").asText(), samples.any(TAGS));
                }
            });
        }

        private void wrongId() {
            if (operation.path().contains("{id}")) {
                path = operation.path().replace("{id}", samples.any(WRONG_IDS));
                fault = "a wrong id";
            }
        }

        private void wrongValue() {
            var name = samples.any(query()).path("name").asText();
            query.removeIf(part -> part.startsWith(name + "="));
            query.add(name + "=" + samples.any(WRONG_VALUES));
            fault = "a wrong value of " + name;
        }

        private void wrongToken() {
            headers.put("Authorization", samples.any(WRONG_TOKENS));
            author = "";
            fault = "a wrong token";
        }

        private void noToken() {
            headers.remove("Authorization");
            author = "";
            fault = "no token";
        }

        private void wrongBody() {
            var right = samples.object(operation.input(), threads());
            body = Samples.bytes(samples.broken(operation.input(), right));
            fault = "a wrong body";
        }

        private void wrongMedia() {
            headers.put(
                    "Content-Type",
                    samples.any(List.of("text/plain", "application/xml", "a", "application/x+json", "/")));
            fault = "a wrong media type";
        }

        private void tooLarge() {
            body = " ".repeat(66_000) + body;
            fault = "too large a body";
        }

        private void noBody() {
            body = "";
            headers.remove("Content-Type");
            fault = operation.operation().at("/requestBody/required").asBoolean() ? "no body" : "";
        }
    }
}
