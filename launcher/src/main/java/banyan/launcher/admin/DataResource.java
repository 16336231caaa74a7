package banyan.launcher.admin;

import banyan.core.BoardException;
import banyan.launcher.admin.api.AdminMediaTypes;
import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.api.ImportView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;

/** Exports and imports all the data of a module, as one stream of lines of JSON. */
@Path(AdminPaths.DATA + "/{module}")
public final class DataResource {
    private static final String MODULE = "module";
    private static final String WITH_KEYS = AdminPaths.KEYS + "=true";

    private final DataTransfers transfers;

    DataResource(DataTransfers transfers) {
        this.transfers = transfers;
    }

    @GET
    @Produces(AdminMediaTypes.NDJSON)
    public StreamingOutput exportTo(@PathParam(MODULE) String module, @Context UriInfo uri) {
        boolean isWithKeys = isWithKeys(uri);
        transfers.requireData(module);
        return to -> transfers.exportTo(to, module, isWithKeys);
    }

    @PUT
    @Produces(AdminMediaTypes.JSON)
    public ImportView importFrom(@PathParam(MODULE) String module, @Context UriInfo uri, InputStream body) {
        return new ImportView(transfers.importFrom(body, module, isWithKeys(uri)));
    }

    /** By itself JAX-RS would run the export, and drop it. */
    @HEAD
    public Response head(@PathParam(MODULE) String module) {
        transfers.requireData(module);
        return Response.ok().type(AdminMediaTypes.NDJSON).build();
    }

    /** Tells a client whether the module is open here, before the client sends its data. */
    @OPTIONS
    public Response options(@PathParam(MODULE) String module) {
        transfers.requireData(module);
        return Response.ok()
                .header(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS, PUT")
                .build();
    }

    /** Rejects a misspelled parameter: without it, the keys would be missing unnoticed. */
    private static boolean isWithKeys(UriInfo uri) {
        var query = uri.getRequestUri().getRawQuery();
        if (query != null && !query.equals(WITH_KEYS)) {
            throw BoardException.invalid(List.of(new BoardException.Fault(
                    "?" + query, "is not a query of this path; give " + WITH_KEYS + ", or none")));
        }
        return query != null;
    }
}
