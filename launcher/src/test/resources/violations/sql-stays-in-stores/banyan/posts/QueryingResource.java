package banyan.posts;

final class QueryingResource {
    long id(java.sql.ResultSet row) throws java.sql.SQLException {
        return row.getLong("id");
    }
}
