package banyan.launcher.admin.api;

/**
 * The response to a successful health check.
 *
 * @param status {@code alive}, {@code ready} or {@code started}
 */
public record HealthView(String status) {
    public static final String ALIVE = "alive";
}
