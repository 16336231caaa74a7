package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A board while one of its other processes misbehaves. */
@Execution(ExecutionMode.CONCURRENT)
class PeersIT {
    private final ExecutorService clients = Executors.newCachedThreadPool();

    @AutoClose
    private final Roots roots;

    PeersIT(@TempDir Path scratch) {
        roots = new Roots(scratch);
    }

    @AfterEach
    void stop() {
        clients.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void affectOnlyRequestsThatNeedThem(Line.Fault fault) throws Exception {
        var there = roots.start(Roots.free(), "--modules=threads");
        try (var line = new Line(there.port())) {
            var address = Roots.address(line.port());
            var here = roots.start(Roots.free(), "--modules=users,posts", "--remote=threads=" + address);
            Person.register(here, "prismo");
            var prismo = Person.signIn(here, "prismo");
            assertThat(prismo.get("/api/threads/1").statusCode()).isEqualTo(200);
            line.has(fault);
            var responses = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (int i = 0; i < 40; i++) {
                responses.add(async(() -> prismo.get("/api/threads/1")));
                responses.add(async(() -> prismo.send("POST", "/api/posts", "{\"thread\":2,\"text\":\"Well?\"}")));
            }
            long longest = 0;
            while (!responses.stream().allMatch(CompletableFuture::isDone)) {
                long start = System.nanoTime();
                assertThat(here.get("/api/posts/in-thread/1").statusCode()).isEqualTo(200);
                assertThat(here.get("/api/users/3").statusCode()).isEqualTo(200);
                longest = Math.max(longest, System.nanoTime() - start);
                Eventually.pause();
            }
            System.out.printf("%s: the longest own read took %d ms%n", fault, longest / 1_000_000);
            for (var response : responses) {
                assertThat(response.join().statusCode()).isIn(502, 503, 504);
                assertThat(response.join().body()).contains("urn:banyan:problem:", address);
            }
            line.has(Line.Fault.NONE);
            long back = System.nanoTime();
            Eventually.holds(() -> prismo.get("/api/threads/1").statusCode() == 200
                    && prismo.send("POST", "/api/posts", "{\"thread\":2,\"text\":\"Well.\"}")
                                    .statusCode()
                            == 201);
            assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(5));
        }
    }

    private CompletableFuture<HttpResponse<String>> async(Callable<HttpResponse<String>> request) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return request.call();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                clients);
    }
}
