package bench;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The tables of posts and of the outbox. */
@Repository
class PostStore {
    record Post(long thread, String text, long user) {}

    record NewPost(long thread, String text) {}

    record WrittenPost(long id, long thread, String text, long user, OffsetDateTime createdAt) {}

    private final JdbcClient jdbc;

    PostStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Post> list() {
        return jdbc.sql("SELECT thread, text, author FROM post ORDER BY id LIMIT 100")
                .query(PostStore::post)
                .list();
    }

    List<Post> inThread(long thread) {
        return jdbc.sql("SELECT thread, text, author FROM post WHERE thread = ? ORDER BY thread, id LIMIT 100")
                .param(thread)
                .query(PostStore::post)
                .list();
    }

    List<Post> byUser(long user) {
        return jdbc.sql("SELECT thread, text, author FROM post WHERE author = ? ORDER BY author, id LIMIT 100")
                .param(user)
                .query(PostStore::post)
                .list();
    }

    /** Inserts a post and its row of the outbox in one transaction. */
    @Transactional
    WrittenPost insert(long user, NewPost post) {
        var at = OffsetDateTime.now(ZoneOffset.UTC);
        var key = new GeneratedKeyHolder();
        jdbc.sql("INSERT INTO post (thread, text, author, created_at) VALUES (?, ?, ?, ?)")
                .params(post.thread(), post.text(), user, at)
                .update(key, "id");
        long id = key.getKeyAs(Long.class);
        jdbc.sql("INSERT INTO outbox (kind, id, thread, at) VALUES ('created', ?, ?, ?)")
                .params(id, post.thread(), at)
                .update();
        return new WrittenPost(id, post.thread(), post.text(), user, at);
    }

    private static Post post(ResultSet row, int number) throws SQLException {
        return new Post(row.getLong("thread"), row.getString("text"), row.getLong("author"));
    }
}
