package banyan.users;

final class PooledStore {
    final javax.sql.DataSource posts = new com.zaxxer.hikari.HikariDataSource();
}
