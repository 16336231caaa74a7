package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * While a disk is full, reads succeed and writes are rejected. Afterwards writes succeed, and no acknowledged write is
 * lost.
 */
class FullDiskIT {
    private static final boolean CAMPAIGN = Boolean.getBoolean("banyan.campaign");
    private static final int MOST = 3_000;

    @TempDir
    private Path folder;

    private Path disk;

    static IntStream megabytes() {
        return CAMPAIGN ? IntStream.of(1, 2, 3, 6) : IntStream.of(3);
    }

    @BeforeEach
    void requireRoot() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                System.getProperty("os.name").equals("Linux") && mount("-t", "tmpfs", "-o", "size=64k", "none") == 0,
                "only the superuser of Linux can mount a small disk: FullDiskIT was skipped");
    }

    @AfterEach
    void unmount() throws Exception {
        new ProcessBuilder("umount", disk.toString()).start().waitFor();
    }

    @ParameterizedTest
    @MethodSource("megabytes")
    void recoversWithoutHelpOrEndsWithOneLine(int megabytes) throws Exception {
        resize(megabytes + "m");
        var written = new ArrayList<Long>();
        try (var board = BoardProcess.launch(command())) {
            board.awaitReadyOrEnd();
            if (!board.process().isAlive()) {
                assertThat(board.exitCode()).isEqualTo(1);
                assertThat(board.output())
                        .filteredOn(line -> line.startsWith("banyan: "))
                        .hasSize(1);
                assertThat(board.output()).hasSizeLessThan(20);
                return;
            }
            if (Person.register(board, "betty").statusCode() == 201) {
                fill(board, Person.signIn(board, "betty"), written);
            }
            leaveNothing();
            Eventually.holds(() -> board.admin("/health/ready").statusCode() == 503);
            assertThat(board.admin("/health/ready").body()).contains("the disk of", "is full");
            assertThat(board.get("/api/posts").statusCode()).isEqualTo(200);
            assertAllAreIn(board, written);
            Files.delete(disk.resolve("others"));
            resize("64m");
            Eventually.holds(() -> board.admin("/health/ready").statusCode() == 200);
            assertThat(Person.register(board, "simon").statusCode()).isEqualTo(201);
            written.add(id(post(Person.signIn(board, "simon"), "There is room again.")));
            assertAllAreIn(board, written);
            board.kill();
        }
        try (var board = BoardProcess.start(disk)) {
            assertAllAreIn(board, written);
        }
    }

    @Test
    void leavesNothingOfANewDatabaseThatDoesNotFit() throws Exception {
        resize("24k");
        try (var board = BoardProcess.launch(command())) {
            assertThat(board.exitCode()).isEqualTo(1);
            assertThat(board.output())
                    .filteredOn(line -> line.startsWith("banyan: "))
                    .singleElement()
                    .asString()
                    .contains(".mv.db cannot be written; nothing was changed");
        }
        try (var left = Files.list(disk)) {
            assertThat(left).isEmpty();
        }
    }

    private static void fill(BoardProcess board, Person person, List<Long> written) throws Exception {
        for (int i = 0; i < MOST; i++) {
            var response = post(person, "z".repeat(3_000));
            if (response.statusCode() != 201) {
                assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
                assertThat(response.headers().firstValue("Retry-After")).isPresent();
                return;
            }
            written.add(id(response));
        }
        throw new AssertionError("the disk was never full; output: " + board.output());
    }

    /** Another program uses up the free space. */
    private void leaveNothing() throws IOException {
        try (var out = Files.newOutputStream(disk.resolve("others"))) {
            while (true) {
                out.write(new byte[4_096]);
            }
        } catch (IOException e) {
            assertThat(Files.getFileStore(disk).getUsableSpace()).isZero();
        }
    }

    private static void assertAllAreIn(BoardProcess board, List<Long> written) throws Exception {
        for (long id : written) {
            assertThat(board.get("/api/posts/" + id).statusCode())
                    .as("post %d", id)
                    .isEqualTo(200);
        }
    }

    private static HttpResponse<String> post(Person person, String text) throws Exception {
        return person.send("POST", "/api/posts", "{\"thread\":1,\"text\":\"" + text + "\"}");
    }

    private static long id(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return Person.json(response).path("id").asLong();
    }

    private List<String> command() {
        return Artifact.built().command(BoardProcess.withDefaults(disk, "--access-log=off"));
    }

    private void resize(String size) throws Exception {
        assertThat(mount("-o", "remount,size=" + size)).isZero();
    }

    private int mount(String... options) throws Exception {
        var command = new ArrayList<>(List.of("mount"));
        command.addAll(List.of(options));
        command.add(disk.toString());
        return new ProcessBuilder(command).start().waitFor();
    }
}
