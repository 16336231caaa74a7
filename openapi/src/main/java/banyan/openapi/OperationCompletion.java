package banyan.openapi;

import banyan.core.Feed;
import banyan.core.web.MediaTypes;
import banyan.core.web.OpenApiResource;
import banyan.core.web.paging.PageLimit;
import banyan.core.web.params.FeedId;
import banyan.core.web.params.FeedPosition;
import banyan.core.web.params.Id;
import banyan.core.web.params.IdempotencyKey;
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
record OperationCompletion(Route route, ItemSchemas schemas) {
    /** The name of the security scheme. */
    static final String BEARER = "bearer";

    void complete(Operation operation) {
        operation.operationId(route.javaMethod().getName());
        var responses = Optional.ofNullable(operation.getResponses()).orElseGet(ApiResponses::new);
        responses.remove("default");
        operation.responses(responses);
        if (responses.keySet().stream().noneMatch(status -> status.startsWith("2"))) {
            addSuccess(responses);
        }
        addProblems(operation, responses);
        addSecurity(operation);
    }

    private void addSuccess(ApiResponses responses) {
        switch (route.httpMethod()) {
            case "POST" -> responses.addApiResponse("201", created());
            case "PATCH" ->
                responses.addApiResponse("200", withETag(response(List.of(MediaTypes.TUTORIAL), this::changedItem)));
            case "DELETE" -> responses.addApiResponse("204", new ApiResponse().description("The item is deleted."));
            default -> addRead(responses);
        }
    }

    private void addRead(ApiResponses responses) {
        if (route.hasParameter(PageLimit.class)) {
            var page = withPaging(response(route.media(), this::list));
            responses.addApiResponse("200", route.hasParameter(FeedId.class) ? withFeedHeaders(page) : page);
        } else {
            responses.addApiResponse("200", withETag(response(route.media(), this::item)));
            responses.addApiResponse(
                    "304", withETag(new ApiResponse().description("The client has this version already.")));
        }
    }

    private Schema item(String media) {
        return route.resource() == OpenApiResource.class ? new JsonSchema().typesItem("object") : schemas.item(media);
    }

    private Schema list(String media) {
        return ItemSchemas.list(
                route.hasParameter(FeedPosition.class) ? schemas.of(Feed.Entry.class) : schemas.listed(media),
                PageLimit.MOST);
    }

    /** A created item is always in the board's representation. */
    private Schema createdItem(String media) {
        return schemas.item(MediaTypes.BOARD);
    }

    private Schema changedItem(String media) {
        return schemas.changed();
    }

    /** Returns whether the operation writes an item, and so requires a body and a token. */
    private boolean writesAnItem() {
        return route.hasPathParameter() || route.hasParameter(IdempotencyKey.class);
    }

    private ApiResponse created() {
        return response(List.of(MediaTypes.TUTORIAL), this::createdItem)
                .addHeaderObject("Location", Problems.header("string", "The new item, relative to the request."));
    }

    private static ApiResponse response(List<String> media, Function<String, Schema> schema) {
        var content = new Content();
        media.forEach(type -> content.addMediaType(type, new MediaType().schema(schema.apply(type))));
        return new ApiResponse().description("The requested representation.").content(content);
    }

    private static ApiResponse withETag(ApiResponse response) {
        return response.addHeaderObject(
                "ETag", Problems.header("string", "The version, for If-None-Match and If-Match."));
    }

    private static ApiResponse withPaging(ApiResponse response) {
        return response.description(
                        "At most as many items as the limit allows, in at most 256 KiB unless a single item is larger.")
                .addHeaderObject("Link", Problems.header("string", "The next page, if there is one (RFC 8288)."));
    }

    private static ApiResponse withFeedHeaders(ApiResponse response) {
        return response.addHeaderObject(
                        FeedId.HEADER,
                        Problems.header("string", "The id of the feed. Send it with a position in this feed."))
                .addHeaderObject(FeedId.HEAD, Problems.header("integer", "The position of its last entry."));
    }

    private void addProblems(Operation operation, ApiResponses responses) {
        var statuses = new TreeSet<>(Problems.COMMON);
        responses.keySet().stream().filter(status -> status.startsWith("4")).forEach(statuses::add);
        if (route.hasPathParameter()) {
            statuses.add("404");
        }
        if (operation.getRequestBody() != null) {
            statuses.addAll(List.of("413", "415"));
            operation.getRequestBody().setRequired(writesAnItem());
        }
        if (route.hasParameter(IdempotencyKey.class)) {
            statuses.add("409");
        }
        if (route.hasParameter(FeedId.class)) {
            statuses.add("410");
        }
        if (route.hasHeader(HttpHeaders.IF_MATCH)) {
            statuses.add("412");
        }
        if (route.readsToken()) {
            statuses.add("401");
        }
        if (route.readsToken() && route.hasParameter(Id.class)) {
            statuses.add("403");
        }
        statuses.forEach(status -> Problems.addReference(responses, status));
    }

    /** The token is no parameter (OpenAPI 3.1.0 section 4.8.12.2). */
    private void addSecurity(Operation operation) {
        if (route.hasHeader(HttpHeaders.AUTHORIZATION)) {
            operation.getParameters().removeIf(parameter -> HttpHeaders.AUTHORIZATION.equals(parameter.getName()));
        }
        if (route.readsToken()) {
            if (!writesAnItem()) {
                operation.addSecurityItem(new SecurityRequirement());
            }
            operation.addSecurityItem(new SecurityRequirement().addList(BEARER));
        }
    }
}
