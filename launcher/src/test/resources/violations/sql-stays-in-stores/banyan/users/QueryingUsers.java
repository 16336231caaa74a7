package banyan.users;

final class QueryingUsers {
    Object connection(javax.sql.DataSource source) throws Exception {
        return source.getConnection();
    }
}
