package bench;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reads threads. */
@RestController
@RequestMapping("/api/threads")
class ThreadController {
    record Topic(long id, String title, long createdBy) {}

    private final JdbcClient jdbc;

    ThreadController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping
    List<Topic> list() {
        return jdbc.sql("SELECT id, title, created_by FROM thread ORDER BY id LIMIT 100")
                .query(ThreadController::topic)
                .list();
    }

    @GetMapping("/{id}")
    ResponseEntity<Topic> get(@PathVariable long id) {
        return ResponseEntity.of(jdbc.sql("SELECT id, title, created_by FROM thread WHERE id = ?")
                .param(id)
                .query(ThreadController::topic)
                .optional());
    }

    private static Topic topic(ResultSet row, int number) throws SQLException {
        return new Topic(row.getLong("id"), row.getString("title"), row.getLong("created_by"));
    }
}
