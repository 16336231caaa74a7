package banyan.users;

final class DialingUsers {
    final org.eclipse.jetty.client.HttpClient client = new org.eclipse.jetty.client.HttpClient();
}
