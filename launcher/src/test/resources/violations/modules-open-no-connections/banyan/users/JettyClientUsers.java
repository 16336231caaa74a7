package banyan.users;

final class JettyClientUsers {
    final org.eclipse.jetty.client.HttpClient client = new org.eclipse.jetty.client.HttpClient();
}
