package banyan.launcher.http;

/** The front already knows this package. */
final class CircularHttp {
    banyan.launcher.front.Phase phase = banyan.launcher.front.Phase.READY;
}
