package banyan.launcher;

final class SpeakingBoard {
    String path(org.glassfish.grizzly.http.server.Request request) {
        return request.getRequestURI();
    }
}
