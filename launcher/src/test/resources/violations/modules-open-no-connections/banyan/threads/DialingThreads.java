package banyan.threads;

final class DialingThreads {
    final java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient();
}
