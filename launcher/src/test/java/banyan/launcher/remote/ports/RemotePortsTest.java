package banyan.launcher.remote.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.Feed;
import banyan.core.posts.Posts;
import banyan.core.threads.Threads;
import banyan.core.users.Users;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every port follows its contract in this process and from another process. */
class RemotePortsTest {
    private static HostedPorts modules;
    private static Member author;

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        modules = new HostedPorts(folder);
        author = Member.register(modules.address(), "member");
    }

    @AfterAll
    static void close() {
        modules.close();
    }

    @Test
    void rejectATypeWithoutARemoteSide() {
        assertThatThrownBy(() -> modules.remote(Feed.class))
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.UNAVAILABLE));
    }

    @Nested
    class UsersHere extends UsersContract {
        UsersHere() {
            super(modules, modules.here(Users.class));
        }
    }

    @Nested
    class UsersElsewhere extends UsersContract {
        UsersElsewhere() {
            super(modules, modules.remote(Users.class));
        }
    }

    @Nested
    class ThreadsHere extends ThreadsContract {
        ThreadsHere() {
            super(modules, modules.here(Threads.class), author);
        }
    }

    @Nested
    class ThreadsElsewhere extends ThreadsContract {
        ThreadsElsewhere() {
            super(modules, modules.remote(Threads.class), author);
        }
    }

    @Nested
    class PostsHere extends PostsContract {
        PostsHere() {
            super(modules, modules.here(Posts.class), author);
        }
    }

    @Nested
    class PostsElsewhere extends PostsContract {
        PostsElsewhere() {
            super(modules, modules.remote(Posts.class), author);
        }
    }
}
