package bench;

import bench.PostStore.NewPost;
import bench.PostStore.Post;
import bench.PostStore.WrittenPost;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Reads posts, and creates one for a client with a token. */
@RestController
@RequestMapping("/api/posts")
class PostController {
    private static final String BEARER = "Bearer ";

    private final PostStore posts;
    private final JwtDecoder tokens;

    PostController(PostStore posts, JwtDecoder tokens) {
        this.posts = posts;
        this.tokens = tokens;
    }

    @GetMapping
    List<Post> list() {
        return posts.list();
    }

    @GetMapping("/in-thread/{id}")
    List<Post> inThread(@PathVariable long id) {
        return posts.inThread(id);
    }

    @GetMapping("/by-user/{id}")
    List<Post> byUser(@PathVariable long id) {
        return posts.byUser(id);
    }

    /** Verifies the signature of each token, as Spring Security does. */
    @PostMapping
    ResponseEntity<WrittenPost> post(@RequestHeader String authorization, @RequestBody NewPost post) {
        var token = tokens.decode(authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : "");
        var written = posts.insert(Long.parseLong(token.getSubject()), post);
        return ResponseEntity.created(URI.create("/api/posts/" + written.id())).body(written);
    }

    @ExceptionHandler(JwtException.class)
    @ResponseStatus(HttpStatus.UNAUTHORIZED)
    void reject() {}
}
