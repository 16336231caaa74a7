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

/** Reads users. Explicit mappers, here and below, because those of {@code JdbcClient} read each row by reflection. */
@RestController
@RequestMapping("/api/users")
class UserController {
    record User(long id, String username, String name, String bio) {}

    private final JdbcClient jdbc;

    UserController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping
    List<User> list() {
        return jdbc.sql("SELECT id, username, name, bio FROM account ORDER BY id LIMIT 100")
                .query(UserController::user)
                .list();
    }

    @GetMapping("/{id}")
    ResponseEntity<User> get(@PathVariable long id) {
        return ResponseEntity.of(jdbc.sql("SELECT id, username, name, bio FROM account WHERE id = ?")
                .param(id)
                .query(UserController::user)
                .optional());
    }

    private static User user(ResultSet row, int number) throws SQLException {
        return new User(row.getLong("id"), row.getString("username"), row.getString("name"), row.getString("bio"));
    }
}
