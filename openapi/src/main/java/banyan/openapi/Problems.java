package banyan.openapi;

import banyan.core.web.problem.Problem;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The failures of requests. Each is one component that operations refer to. */
final class Problems {
    /** The statuses that any request may get before it reaches a resource. */
    static final Set<String> COMMON = Set.of("400", "406", "408", "414", "417", "431", "500", "503", "505");

    private static final Set<String> RETRYABLE = Set.of("429", "503");
    private static final Map<String, String> DETAILS = new TreeMap<>(Map.ofEntries(
            Map.entry("400", "The request is malformed or its input is invalid."),
            Map.entry("401", "The operation requires a valid token."),
            Map.entry("403", "The item belongs to another user."),
            Map.entry("404", "The item does not exist."),
            Map.entry("406", "No acceptable media type is available."),
            Map.entry("408", "The request did not arrive completely within the timeout."),
            Map.entry("409", "The request conflicts with existing data."),
            Map.entry("410", "The item existed and is gone."),
            Map.entry("412", "The item has changed since the client read it."),
            Map.entry("413", "The body is too large."),
            Map.entry("414", "The request target is too long."),
            Map.entry("415", "The media type of the body is not supported."),
            Map.entry("417", "Only the expectation 100-continue is supported."),
            Map.entry("429", "The client has sent too many requests of this kind."),
            Map.entry("431", "The headers are too large or too many."),
            Map.entry("500", "An unexpected failure."),
            Map.entry(
                    "503",
                    "A database or another process is unavailable, the board is overloaded, or the data of the module are moving."),
            Map.entry("505", "The version of HTTP is not supported.")));

    private Problems() {}

    static void addTo(Components components) {
        ModelConverters.getInstance(true).readAll(Problem.class).forEach(components::addSchemas);
        DETAILS.forEach((status, detail) -> components.addResponses(name(status), response(status, detail)));
    }

    static void addReference(ApiResponses responses, String status) {
        responses.addApiResponse(status, new ApiResponse().$ref("#/components/responses/" + name(status)));
    }

    private static String name(String status) {
        return "Problem" + status;
    }

    private static ApiResponse response(String status, String detail) {
        var document = new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
        var response =
                new ApiResponse().description(detail).content(new Content().addMediaType(Problem.MEDIA_TYPE, document));
        if (status.equals("401")) {
            response.addHeaderObject("WWW-Authenticate", header("string", "The authentication scheme, Bearer."));
        }
        if (RETRYABLE.contains(status)) {
            response.addHeaderObject("Retry-After", header("integer", "Seconds until the client may retry."));
        }
        return response;
    }

    static Header header(String type, String description) {
        return new Header().description(description).schema(new JsonSchema().typesItem(type));
    }
}
