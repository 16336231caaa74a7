package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module fails while it serves or closes: exit code 1, and one line names the module and the reason. */
class FailingModuleIT {
    private static Artifact artifact;

    @TempDir
    private Path scratch;

    /** Replaces posts by a module whose resource and whose close fail. */
    @BeforeAll
    static void packFailingModule(@TempDir Path scratch) throws IOException {
        artifact = Artifact.built().copyTo(scratch.resolve("board"));
        Files.delete(artifact.modules().resolve("banyan-posts.jar"));
        new ToyModule(scratch.resolve("failing"))
                .with("module-info.java", """
                        module banyan.failing.posts {
                            requires banyan.core;
                            requires org.glassfish.jersey.core.server;
                            requires jakarta.ws.rs;
                            exports banyan.failing.posts to org.glassfish.jersey.core.server;
                            provides banyan.core.BoardModule with banyan.failing.posts.PostsModule;
                        }
                        """)
                .with("banyan/failing/posts/PostsModule.java", """
                        package banyan.failing.posts;
                        import banyan.core.*;
                        import java.util.*;
                        public class PostsModule implements BoardModule {
                            public Hosted open(ModuleContext context) {
                                return new Hosted(Set.of(new PostsResource(), new End()), Map.of(), Optional.empty());
                            }
                        }
                        """)
                .with("banyan/failing/posts/PostsResource.java", """
                        package banyan.failing.posts;
                        import jakarta.ws.rs.*;
                        @Path("")
                        public class PostsResource {
                            @GET
                            public String get() {
                                throw new IllegalStateException("planted");
                            }
                            @GET
                            @Path("memory")
                            public int memory() {
                                var all = new java.util.ArrayList<long[]>();
                                while (true) {
                                    all.add(new long[1_000_000]);
                                }
                            }
                            @GET
                            @Path("stack")
                            public int stack() {
                                return 1 + stack();
                            }
                            @GET
                            @Path("thread")
                            public String thread() {
                                new Thread(() -> { throw new AssertionError("planted"); }, "planted").start();
                                return "started";
                            }
                        }
                        """)
                .with("banyan/failing/posts/End.java", """
                        package banyan.failing.posts;
                        import org.glassfish.jersey.server.spi.AbstractContainerLifecycleListener;
                        import org.glassfish.jersey.server.spi.Container;
                        public class End extends AbstractContainerLifecycleListener {
                            public void onShutdown(Container container) {
                                throw new IllegalStateException("no end");
                            }
                        }
                        """)
                .addTo(artifact);
    }

    @Test
    void endsTheProcessWhenItRunsOutOfMemory() throws Exception {
        try (var board = start("-Xmx64m")) {
            assertThatThrownBy(() -> board.get("/api/posts/memory")).isInstanceOf(IOException.class);
            assertThat(board.exitCode()).isEqualTo(1);
            assertThat(board.output()).anyMatch(line -> line.startsWith("banyan: out of memory"));
        }
    }

    @Test
    void survivesAnErrorInARequestButNotTheDeathOfAThread() throws Exception {
        try (var board = start()) {
            for (int i = 0; i < 20; i++) {
                assertThat(board.get("/api/posts/stack").statusCode()).isEqualTo(500);
            }
            assertThat(board.get("/api/users/3").statusCode()).isEqualTo(200);
            try {
                board.get("/api/posts/thread");
            } catch (IOException e) {
                assertThat(e).isNotNull(); // it may end before it responds
            }
            assertThat(board.exitCode()).isEqualTo(1);
            assertThat(board.output()).anyMatch(line -> line.startsWith("banyan: the thread planted has died"));
        }
    }

    private BoardProcess start(String... jvmFlags) throws Exception {
        return BoardProcess.start(artifact, Artifact.Way.JAR, List.of(jvmFlags), scratch.resolve("data"));
    }

    @Test
    void failsTheStop() throws Exception {
        try (var board = BoardProcess.start(artifact, Artifact.Way.JAR, List.of(), scratch.resolve("data"))) {
            board.terminate();
            assertThat(board.exitCode()).isEqualTo(1);
            assertThat(board.output())
                    .filteredOn(line -> line.startsWith("banyan: "))
                    .containsExactly(
                            "banyan: could not close posts: application: java.lang.IllegalStateException: no end");
        }
    }

    @Test
    void failsTheTraining() throws Exception {
        var refusal = Refusal.of(artifact.command(Artifact.Way.JAR, List.of(), "--train"), Map.of());
        assertThat(refusal.code()).isEqualTo(1);
        assertThat(refusal.err()).contains("banyan: the training failed: ", "/api/posts responded with status 500");
    }
}
