package banyan.threads;

final class HttpClientThreads {
    final java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient();
}
