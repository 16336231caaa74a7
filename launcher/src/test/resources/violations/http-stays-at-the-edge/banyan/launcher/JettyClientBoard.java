package banyan.launcher;

final class JettyClientBoard {
    String path(org.eclipse.jetty.client.Request request) {
        return request.getPath();
    }
}
