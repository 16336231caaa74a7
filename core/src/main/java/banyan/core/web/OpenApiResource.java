package banyan.core.web;

import banyan.core.BoardException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Serves a module's OpenAPI document, which the build generates from its resources. */
@Path("openapi.json")
@Produces(MediaTypes.TUTORIAL)
public final class OpenApiResource {
    private final byte @Nullable [] document;

    /**
     * Loads the document.
     *
     * @param module its document is {@code META-INF/banyan/<module>/openapi.json}, if it exists
     * @param loader of the module's jar
     */
    public OpenApiResource(String module, ClassLoader loader) {
        try (var file = loader.getResourceAsStream("META-INF/banyan/" + module + "/openapi.json")) {
            document = file == null ? null : file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GET
    @Cacheable
    public Response describe(@HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        if (document == null) {
            throw new BoardException(BoardException.Kind.NOT_FOUND, "This module has no OpenAPI document.");
        }
        var tag = UUID.nameUUIDFromBytes(document).toString();
        var response = Version.isNamed(ifNoneMatch, tag) ? Response.notModified() : Response.ok(document);
        return Responses.tagged(response, tag).build();
    }
}
