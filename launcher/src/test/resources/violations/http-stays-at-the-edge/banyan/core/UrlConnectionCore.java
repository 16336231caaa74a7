package banyan.core;

final class UrlConnectionCore {
    javax.net.ssl.HttpsURLConnection connection(java.net.URL url) throws java.io.IOException {
        return (javax.net.ssl.HttpsURLConnection) url.openConnection();
    }
}
