package banyan.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One operation of an OpenAPI document.
 *
 * @param components of the document, to which the operations refer
 */
record DescribedOperation(String path, String method, JsonNode operation, Set<String> siblings, JsonNode components) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDialect(Dialects.getOpenApi31());
    private static final Map<String, Schema> KNOWN = new ConcurrentHashMap<>();

    /** Statuses that a valid request never gets. */
    private static final Set<Integer> REFUSALS = Set.of(405, 406, 413, 414, 415, 417, 431);

    static List<DescribedOperation> all(String document) throws IOException {
        var root = JSON.readTree(document);
        var all = new ArrayList<DescribedOperation>();
        root.path("paths").properties().forEach(path -> {
            var methods = new TreeSet<String>();
            path.getValue().fieldNames().forEachRemaining(method -> methods.add(method.toUpperCase(Locale.ROOT)));
            path.getValue()
                    .properties()
                    .forEach(method -> all.add(new DescribedOperation(
                            path.getKey(),
                            method.getKey().toUpperCase(Locale.ROOT),
                            method.getValue(),
                            methods,
                            root.path("components"))));
        });
        return all;
    }

    String name() {
        return method + " " + path;
    }

    /** Returns the schema of its request body, if it has one. */
    JsonNode input() {
        return resolved(operation.at("/requestBody/content/application~1json/schema"));
    }

    /** Resolves a reference to a component. */
    JsonNode resolved(JsonNode node) {
        var reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : components.at(reference.substring("#/components".length()));
    }

    /** Returns the differences between a response and the document. */
    List<String> objections(GeneratedRequest request, HttpResponse<String> response) throws IOException {
        var found = new ArrayList<String>();
        int status = response.statusCode();
        if (status >= 500) {
            found.add("failed");
        }
        if (!request.isAsDescribed() && status < 400) {
            found.add("accepted an invalid request");
        }
        if (request.isAsDescribed() && (REFUSALS.contains(status) || isStrange(request, response))) {
            found.add("rejected a valid request");
        }
        if (siblings.contains(request.method())) {
            found.addAll(differences(response));
        } else if (status != 405 && !isTakenForAnId(status)) {
            found.add("has a method that is not described");
        }
        return found.stream()
                .map(objection -> objection + ": " + request + " -> " + status + " " + response.body())
                .toList();
    }

    /** For a method that a literal path does not have, the path is the id of no item. */
    private boolean isTakenForAnId(int status) {
        return path.endsWith("/changes") && Set.of(401, 404).contains(status);
    }

    /** No schema can say that a thread may be deleted, or that a body without credentials requires a token. */
    private static boolean isStrange(GeneratedRequest request, HttpResponse<String> response) {
        return response.statusCode() == 400
                && !response.body().contains("has to be an existing thread")
                && !response.body().contains("send username and password to sign in, or a token to renew it");
    }

    private List<String> differences(HttpResponse<String> response) throws IOException {
        var declared = resolved(operation.path("responses").path(String.valueOf(response.statusCode())));
        if (declared.isMissingNode()) {
            return List.of("status is not described");
        }
        var content = declared.path("content");
        if (content.isMissingNode()) {
            return response.body().isEmpty() ? List.of() : List.of("body is not described");
        }
        var type = response.headers().firstValue("Content-Type").orElse("");
        if (!content.has(type)) {
            return List.of("media type " + type + " is not described");
        }
        var missing = missing(declared, response);
        missing.addAll(schema(content.path(type).path("schema")).validate(response.body(), InputFormat.JSON).stream()
                .map(String::valueOf)
                .toList());
        return missing;
    }

    /** Headers that each such response must have, except the link of a page, which the last page lacks. */
    private static List<String> missing(JsonNode declared, HttpResponse<String> response) {
        var missing = new ArrayList<String>();
        declared.path("headers").fieldNames().forEachRemaining(header -> {
            if (!header.equals("Link") && response.headers().firstValue(header).isEmpty()) {
                missing.add("header " + header + " is missing");
            }
        });
        return missing;
    }

    private Schema schema(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", components);
        return KNOWN.computeIfAbsent(whole.toString(), SCHEMAS::getSchema);
    }
}
