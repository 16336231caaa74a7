package banyan.launcher;

final class GrizzlyBoard {
    String path(org.glassfish.grizzly.http.server.Request request) {
        return request.getRequestURI();
    }
}
