package banyan.launcher;

final class AskingBoard {
    String path(org.eclipse.jetty.client.Request request) {
        return request.getPath();
    }
}
