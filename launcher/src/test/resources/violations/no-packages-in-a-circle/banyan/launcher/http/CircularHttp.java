package banyan.launcher.http;

/** The front already knows this package. */
final class CircularHttp {
    banyan.launcher.process.Phase phase = banyan.launcher.process.Phase.READY;
}
