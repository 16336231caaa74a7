package banyan.launcher.http;

/** The front already knows this package. */
final class CircularHttp {
    banyan.launcher.front.Front front;
}
