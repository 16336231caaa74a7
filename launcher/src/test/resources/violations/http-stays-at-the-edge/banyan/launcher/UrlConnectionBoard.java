package banyan.launcher;

final class UrlConnectionBoard {
    int status(java.net.HttpURLConnection connection) throws java.io.IOException {
        return connection.getResponseCode();
    }
}
