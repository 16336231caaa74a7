package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The commands {@code export} and {@code import}, as an operator runs them. */
@Execution(ExecutionMode.CONCURRENT)
class DataCommandsIT {
    @TempDir
    private Path folder;

    @Test
    void copyAModuleIntoAnotherDatabase() throws Exception {
        var data = folder.resolve("data");
        var file = folder.resolve("posts.ndjson");
        String posts;
        try (var board = BoardProcess.start(data)) {
            posts = board.get("/api/posts").body();
            assertThat(command("export", "posts", "--admin-port=0", "--data=" + data))
                    .isEqualTo(1); // the board has it open
            board.terminate();
            assertThat(board.exitCode()).isZero();
        }
        assertThat(command("export", "posts", "--admin-port=0", "--data=" + data, "--to=" + file))
                .isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        var other = folder.resolve("other");
        killAnImport(file, other);
        assertThat(command("import", "posts", "--admin-port=0", "--data=" + other, "--from=" + file))
                .isZero();
        assertThat(command("import", "posts", "--admin-port=0", "--data=" + other, "--from=" + file))
                .isEqualTo(1);
        assertThat(other).isDirectoryNotContaining("glob:**/posts.next.mv.db");
        try (var board = BoardProcess.start(other, "--modules=posts")) {
            assertThat(board.get("/api/posts").body()).isEqualTo(posts);
        }
    }

    @Test
    void includePrivateKeysOnlyOnRequest() throws Exception {
        var data = folder.resolve("data");
        try (var board = BoardProcess.start(data, "--modules=users")) {
            board.terminate();
            assertThat(board.exitCode()).isZero();
        }
        var without = folder.resolve("without.ndjson");
        var with = folder.resolve("with.ndjson");
        assertThat(command("export", "users", "--admin-port=0", "--data=" + data, "--to=" + without))
                .isZero();
        assertThat(command("export", "users", "--admin-port=0", "--data=" + data, "--to=" + with, "--with-keys"))
                .isZero();
        assertThat(Files.readString(without)).doesNotContain("signing_key", "\\\"d\\\"");
        assertThat(Files.readString(with)).contains("{\"signing_key\":");
    }

    @Test
    void rejectInvalidInput() throws Exception {
        var there = Files.writeString(folder.resolve("there"), "kept");
        assertThat(command("export", "posts", "--admin-port=0", "--data=" + folder.resolve("none")))
                .isEqualTo(1);
        assertThat(folder.resolve("none")).isEmptyDirectory();
        try (var board = BoardProcess.start(folder.resolve("data"), "--modules=posts")) {
            board.terminate();
            assertThat(board.exitCode()).isZero();
        }
        assertThat(command("export", "posts", "--admin-port=0", "--data=" + folder.resolve("data"), "--to=" + there))
                .isEqualTo(2);
        assertThat(there).hasContent("kept");
        var nowhere = folder.resolve("nowhere/file");
        assertThat(command("export", "posts", "--admin-port=0", "--data=" + folder.resolve("data"), "--to=" + nowhere))
                .isEqualTo(2);
        assertThat(command("import", "posts", "--from=" + folder, "--admin-port=0", "--data=" + folder.resolve("data")))
                .isEqualTo(2);
        assertThat(command("export", "--admin-port=0", "--data=" + folder.resolve("data")))
                .isEqualTo(2);
        assertThat(command("export", "post", "--admin-port=0", "--data=" + folder.resolve("data")))
                .isEqualTo(2);
        assertThat(command(
                        "import",
                        "posts",
                        "--from=" + folder.resolve("nowhere"),
                        "--admin-port=0",
                        "--data=" + folder.resolve("data")))
                .isEqualTo(2);
        assertThat(command("import", "posts", "--from=" + there, "--admin-port=0", "--data=" + folder.resolve("other")))
                .isEqualTo(1);
    }

    /** By then the import has read and written far more rows than a pipe holds. */
    private static void killAnImport(Path file, Path data) throws Exception {
        var lines = Files.readAllLines(file);
        var row = lines.stream()
                .filter(line -> line.startsWith("{\"post\":"))
                .findFirst()
                .orElseThrow();
        var command = Artifact.built().command("import", "posts", "--admin-port=0", "--data=" + data);
        try (var importing = BoardProcess.launch(command)) {
            var out = importing.process().getOutputStream();
            out.write((lines.get(0) + "\n").getBytes(StandardCharsets.UTF_8));
            for (int id = 1_000; id < 11_000; id++) {
                var next = row.replaceFirst("\"id\":\\d+", "\"id\":" + id) + "\n";
                out.write(next.getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
            assertThat(importing.process().isAlive())
                    .as("%s", importing.output())
                    .isTrue();
            importing.kill();
        }
        assertThat(data).isDirectoryContaining("glob:**/posts.next.mv.db");
        assertThat(data.resolve("posts.mv.db")).doesNotExist();
    }

    private static int command(String... arguments) throws Exception {
        try (var process = BoardProcess.launch(Artifact.built().command(arguments))) {
            return process.exitCode();
        }
    }
}
