package banyan.threads;

final class DriverManagerStore {
    Object users() throws java.sql.SQLException {
        return java.sql.DriverManager.getConnection("jdbc:h2:file:./data/users");
    }
}
