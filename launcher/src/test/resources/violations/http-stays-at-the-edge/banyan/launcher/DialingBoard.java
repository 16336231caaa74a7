package banyan.launcher;

final class DialingBoard {
    int status(java.net.HttpURLConnection connection) throws java.io.IOException {
        return connection.getResponseCode();
    }
}
