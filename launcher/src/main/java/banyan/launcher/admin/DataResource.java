package banyan.launcher.admin;

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

/** Exports and imports all the data of a module, as one stream of lines of JSON. */
@Path(AdminPaths.DATA + "/{module}")
public final class DataResource {
    private static final String MODULE = "module";

    private final DataTransfers transfers;

    DataResource(DataTransfers transfers) {
        this.transfers = transfers;
    }

    @GET
    @Produces(AdminMediaTypes.NDJSON)
    public StreamingOutput exportTo(@PathParam(MODULE) String module, @Context UriInfo uri) {
        var query = DataQuery.ofExport(uri.getRequestUri().getRawQuery());
        transfers.requireData(module);
        return to -> transfers.exportTo(to, module, query.since(), query.isWithKeys());
    }

    @PUT
    @Produces(AdminMediaTypes.JSON)
    public ImportView importFrom(@PathParam(MODULE) String module, @Context UriInfo uri, InputStream body) {
        var query = DataQuery.ofImport(uri.getRequestUri().getRawQuery());
        return new ImportView(transfers.importFrom(body, module, query.isWithKeys()));
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
}
