package banyan.openapi;

import banyan.core.Feed;
import banyan.core.web.MediaTypes;
import banyan.core.web.OpenApiResource;
import banyan.core.web.params.FeedId;
import banyan.core.web.params.FeedPosition;
import banyan.core.web.params.Id;
import banyan.core.web.params.IdempotencyKey;
import banyan.core.web.params.PageLimit;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Completes an operation with the meaning of its signature, by the rules that all modules follow. */
@SuppressWarnings("rawtypes") // the library uses raw types
record Completion(Route route, Forms forms) {
    /** The name of the security scheme. */
    static final String BEARER = "bearer";

    void complete(Operation operation) {
        operation.operationId(route.java().getName());
        var responses = Optional.ofNullable(operation.getResponses()).orElseGet(ApiResponses::new);
        responses.remove("default");
        operation.responses(responses);
        if (responses.keySet().stream().noneMatch(status -> status.startsWith("2"))) {
            succeed(responses);
        }
        problems(operation, responses);
        secure(operation);
    }

    private void succeed(ApiResponses responses) {
        switch (route.method()) {
            case "POST" -> responses.addApiResponse("201", created());
            case "PATCH" ->
                responses.addApiResponse("200", tagged(answer(List.of(MediaTypes.TUTORIAL), this::changed)));
            case "DELETE" -> responses.addApiResponse("204", new ApiResponse().description("The item is deleted."));
            default -> read(responses);
        }
    }

    private void read(ApiResponses responses) {
        if (route.takes(PageLimit.class)) {
            var page = paged(answer(route.media(), this::list));
            responses.addApiResponse("200", route.takes(FeedId.class) ? fed(page) : page);
        } else {
            responses.addApiResponse("200", tagged(answer(route.media(), this::one)));
            responses.addApiResponse(
                    "304", tagged(new ApiResponse().description("The client has this version already.")));
        }
    }

    private Schema one(String media) {
        return route.resource() == OpenApiResource.class ? new JsonSchema().typesItem("object") : forms.item(media);
    }

    private Schema list(String media) {
        return Forms.list(
                route.takes(FeedPosition.class) ? forms.of(Feed.Entry.class) : forms.listed(media), PageLimit.MOST);
    }

    /** A created item is always in the board's form. */
    private Schema made(String media) {
        return forms.item(MediaTypes.BOARD);
    }

    private Schema changed(String media) {
        return forms.changed();
    }

    /** Whether the operation creates or changes an item, and so requires its body and its token. */
    private boolean isOfAnItem() {
        return route.isOfOne() || route.takes(IdempotencyKey.class);
    }

    private ApiResponse created() {
        return answer(List.of(MediaTypes.TUTORIAL), this::made)
                .addHeaderObject("Location", Problems.header("string", "The new item, relative to the request."));
    }

    private static ApiResponse answer(List<String> media, Function<String, Schema> schema) {
        var content = new Content();
        media.forEach(type -> content.addMediaType(type, new MediaType().schema(schema.apply(type))));
        return new ApiResponse().description("The requested representation.").content(content);
    }

    private static ApiResponse tagged(ApiResponse response) {
        return response.addHeaderObject(
                "ETag", Problems.header("string", "The version, for If-None-Match and If-Match."));
    }

    private static ApiResponse paged(ApiResponse response) {
        return response.description(
                        "At most as many items as the limit allows, in at most 256 KiB unless a single item is larger.")
                .addHeaderObject("Link", Problems.header("string", "The next page, if there is one (RFC 8288)."));
    }

    private static ApiResponse fed(ApiResponse response) {
        return response.addHeaderObject(
                        FeedId.HEADER,
                        Problems.header("string", "The id of the feed, to be sent with a position in it."))
                .addHeaderObject(FeedId.HEAD, Problems.header("integer", "The position of its last entry."));
    }

    private void problems(Operation operation, ApiResponses responses) {
        var statuses = new TreeSet<>(Problems.COMMON);
        responses.keySet().stream().filter(status -> status.startsWith("4")).forEach(statuses::add);
        if (route.isOfOne()) {
            statuses.add("404");
        }
        if (operation.getRequestBody() != null) {
            statuses.addAll(List.of("413", "415"));
            operation.getRequestBody().setRequired(isOfAnItem());
        }
        if (route.takes(IdempotencyKey.class)) {
            statuses.add("409");
        }
        if (route.takes(FeedId.class)) {
            statuses.add("410");
        }
        if (route.takesHeader(HttpHeaders.IF_MATCH)) {
            statuses.add("412");
        }
        if (route.takesToken()) {
            statuses.add("401");
        }
        if (route.takesToken() && route.takes(Id.class)) {
            statuses.add("403");
        }
        statuses.forEach(status -> Problems.refer(responses, status));
    }

    /** The token is no parameter (OpenAPI 3.1.0 section 4.8.12.2). */
    private void secure(Operation operation) {
        if (route.takesHeader(HttpHeaders.AUTHORIZATION)) {
            operation.getParameters().removeIf(parameter -> HttpHeaders.AUTHORIZATION.equals(parameter.getName()));
        }
        if (route.takesToken()) {
            if (!isOfAnItem()) {
                operation.addSecurityItem(new SecurityRequirement());
            }
            operation.addSecurityItem(new SecurityRequirement().addList(BEARER));
        }
    }
}
