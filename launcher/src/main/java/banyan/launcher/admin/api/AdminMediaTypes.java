package banyan.launcher.admin.api;

/** The media types of request and response bodies at the admin port. */
public final class AdminMediaTypes {
    public static final String JSON = "application/json";

    /** One JSON document a line: all the data of a module. */
    public static final String NDJSON = "application/x-ndjson";

    private AdminMediaTypes() {}

    /** The media type of a request body for this path. */
    public static String ofInput(String path) {
        return AdminPaths.isAt(AdminPaths.DATA, path) ? NDJSON : JSON;
    }
}
