package banyan.core;

final class DialingCore {
    javax.net.ssl.HttpsURLConnection connection(java.net.URL url) throws java.io.IOException {
        return (javax.net.ssl.HttpsURLConnection) url.openConnection();
    }
}
