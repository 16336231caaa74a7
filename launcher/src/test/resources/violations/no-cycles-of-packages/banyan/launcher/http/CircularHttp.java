package banyan.launcher.http;

/** The front already depends on this package. */
final class CircularHttp {
    banyan.launcher.routing.Router front;
}
