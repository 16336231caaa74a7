package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A usage error ends with code 2, a failed start with 1: one line says what to do, without a stack trace. */
@Execution(ExecutionMode.CONCURRENT)
class ExitCodesIT {
    @TempDir
    private Path folder;

    private Refusal start(Artifact.Way way, String... options) throws Exception {
        var all = BoardProcess.withDefaults(folder.resolve("data"), options);
        return Refusal.of(Artifact.built().command(way, List.of(), all), Map.of());
    }

    /** Only these options: a repeated option is another mistake. */
    private static Refusal startWith(Map<String, String> environment, String... options) throws Exception {
        return Refusal.of(Artifact.built().command(options), environment);
    }

    @ParameterizedTest
    @EnumSource
    void suggestsTheNearestNameForAnUnknownModule(Artifact.Way way) throws Exception {
        start(way, "--modules=users,pots").assertPrints(2, "--modules pots", "nearest is posts", "threads");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "--port=x, --port x",
        "--port=70000, nearest is 65535",
        "--port=, --port ''",
        "--prot=1, nearest is --port",
        "--database=jdbc:postgresql://me:hush@host/board, may not contain a user or a password",
        "--database=pots=jdbc:postgresql://host/board, nearest is posts",
        "--database=jdbc:mysql://host/board, not a PostgreSQL URL",
        "--port, --port: there is no value"
    })
    void rejectsAnInvalidOption(String option, String part) throws Exception {
        startWith(Map.of(), option).assertPrints(2, part);
    }

    @ParameterizedTest
    @CsvSource({
        "BANYAN_PORT, x, 2",
        "BANYAN_MODULES, pots, 2",
        "BANYAN_ADMIN_BIND, 0.0.0.0, 2",
        "BANYAN_DATA, /proc/nope, 1"
    })
    void namesAnInvalidVariable(String variable, String text, int code) throws Exception {
        startWith(Map.of(variable, text)).assertPrints(code, variable + "=" + text + ": ");
    }

    @ParameterizedTest
    @EnumSource
    void rejectsAPublicAdminPortWithoutAToken(Artifact.Way way) throws Exception {
        start(way, "--admin-bind=0.0.0.0").assertPrints(2, "--admin-bind 0.0.0.0", "BANYAN_ADMIN_TOKEN");
    }

    @ParameterizedTest
    @CsvSource({"--port, --admin-port", "--admin-port, --port"})
    void rejectsAPortInUse(String option, String other) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var data = "--data=" + folder.resolve("data");
            var port = taken.getLocalPort();
            startWith(Map.of(), "--bind=127.0.0.1", option + "=" + port, other + "=0", data)
                    .assertPrints(1, option + " " + port, "cannot listen");
            var variable = "BANYAN_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
            startWith(Map.of(variable, "" + port), "--bind=127.0.0.1", other + "=0", data)
                    .assertPrints(1, variable + "=" + port + ": cannot listen");
        }
    }

    @Test
    void rejectsTheAddressOfAnotherMachine() throws Exception {
        startWith(Map.of(), "--bind=192.0.2.1", "--port=0", "--admin-port=0", "--data=" + folder.resolve("data"))
                .assertPrints(1, "192.0.2.1", "cannot listen");
    }

    @Test
    void rejectsAFolderThatIsNotWritable() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "kept");
        for (var data : List.of(file, file.resolve("below"), Path.of("/proc/nope"))) {
            startWith(Map.of(), "--bind=127.0.0.1", "--port=0", "--admin-port=0", "--data=" + data)
                    .assertPrints(1, "--data " + data);
        }
        assertThat(file).hasContent("kept");
        var link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        for (var fault : Map.of(
                        file.resolve("below"),
                        file + " is a file",
                        link,
                        link + " is a link to something that does not exist",
                        folder.resolve("x".repeat(300)),
                        "name too long")
                .entrySet()) {
            startWith(Map.of(), "--bind=127.0.0.1", "--port=0", "--admin-port=0", "--data=" + fault.getKey())
                    .assertPrints(1, fault.getValue());
        }
    }

    @Test
    void reportsWhyTheTrainingFailed() throws Exception {
        var flags = List.of("-Djava.io.tmpdir=/proc");
        Refusal.of(Artifact.built().command(Artifact.Way.JAR, flags, "--train"), Map.of())
                .assertPrints(1, "the training failed", "/proc");
    }

    @ParameterizedTest
    @CsvSource({"train, ''", "--train, ''", "--help, --modules", "--version, banyan", "--list-modules, posts"})
    void endsWithCode0AfterPrinting(String request, String part) throws Exception {
        var response = startWith(Map.of(), request);
        assertThat(response.code()).isZero();
        assertThat(response.out()).contains(part);
        assertThat(response.err()).isEmpty();
    }
}
