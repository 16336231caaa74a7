package banyan.users;

final class HikariStore {
    final javax.sql.DataSource posts = new com.zaxxer.hikari.HikariDataSource();
}
