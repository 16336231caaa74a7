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

/** The failures of requests: each is one component, which operations refer to. */
final class Problems {
    /** What any request may meet, before anyone has looked for what it asks. */
    static final Set<String> COMMON = Set.of("400", "406", "408", "414", "417", "431", "500", "503", "505");

    private static final Set<String> PASSING = Set.of("429", "503");
    private static final Map<String, String> DETAILS = new TreeMap<>(Map.ofEntries(
            Map.entry("400", "The request is malformed, or its input has faults."),
            Map.entry("401", "It needs a token that counts."),
            Map.entry("403", "It is somebody else's."),
            Map.entry("404", "There is no such thing."),
            Map.entry("406", "No acceptable media type can be given."),
            Map.entry("408", "The request did not arrive in time."),
            Map.entry("409", "It contradicts what is there."),
            Map.entry("410", "It was there, and has gone."),
            Map.entry("412", "It has changed since it was read."),
            Map.entry("413", "The body is too large."),
            Map.entry("414", "The request target is too long."),
            Map.entry("415", "The body has another media type than those taken."),
            Map.entry("417", "The only expectation met is 100-continue."),
            Map.entry("429", "Too many requests of this kind: wait."),
            Map.entry("431", "The headers are too large, or too many."),
            Map.entry("500", "Something went wrong here."),
            Map.entry("503", "Not now: what it needs cannot be reached, or too much is to be done."),
            Map.entry("505", "This version of HTTP is not spoken.")));

    private Problems() {}

    static void addTo(Components components) {
        ModelConverters.getInstance(true).readAll(Problem.class).forEach(components::addSchemas);
        DETAILS.forEach((status, detail) -> components.addResponses(name(status), response(status, detail)));
    }

    static void refer(ApiResponses responses, String status) {
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
            response.addHeaderObject("WWW-Authenticate", header("string", "What to send: Bearer."));
        }
        if (PASSING.contains(status)) {
            response.addHeaderObject("Retry-After", header("integer", "Seconds until it may be tried again."));
        }
        return response;
    }

    static Header header(String type, String description) {
        return new Header().description(description).schema(new JsonSchema().typesItem(type));
    }
}
