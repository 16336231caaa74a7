package banyan.launcher.admin.token;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of the token that the boards and the commands of one operating-system user share, and no other user can read.
 *
 * @param path absolute
 */
public record TokenFile(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);
    private static final String NAME = "admin-token";
    private static final int BYTES = 32;
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{64}");

    /**
     * The possible files, in order of preference: in the user's configuration or, for a user without a writable home folder, in
     * the data folder.
     */
    public static List<TokenFile> places(Map<String, String> environment, Path data) {
        var configurations = Stream.of(
                        folder(environment.get("XDG_CONFIG_HOME"), ""),
                        folder(environment.get("HOME"), ".config"),
                        folder(System.getProperty("user.home"), ".config"))
                .flatMap(Optional::stream)
                .map(folder -> folder.resolve("banyan"));
        return Stream.concat(configurations, Stream.of(data.toAbsolutePath().normalize()))
                .map(folder -> new TokenFile(folder.resolve(NAME)))
                .distinct()
                .toList();
    }

    /** A relative path counts as none (XDG Base Directory Specification). */
    private static Optional<Path> folder(@Nullable String text, String below) {
        return Optional.ofNullable(text)
                .filter(path -> path.startsWith("/"))
                .map(path -> Path.of(path).resolve(below).normalize());
    }

    /**
     * The token that a board has proven to have.
     *
     * @param proof the response of the board to the challenge
     * @param address of the board, and its port
     */
    public static Optional<String> proven(
            List<TokenFile> files, String proof, String challenge, InetAddress address, int port) {
        return files.stream()
                .flatMap(file -> file.read().stream())
                .filter(secret -> TokenProof.holds(proof, secret, challenge, address, port))
                .findFirst();
    }

    /** The token, if the file exists and no other user can read or replace it. */
    public Optional<String> read() {
        try {
            FilePermissions.requireMine(folder());
            FilePermissions.requireOwn(path);
            return secret(Files.readString(path, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<String> secret(String text) throws IOException {
        var line = text.strip();
        return TOKEN.matcher(line).matches() && !FilePermissions.isOpenToOthers(path)
                ? Optional.of(line)
                : Optional.empty();
    }

    /**
     * The token, which is created if it does not exist. Processes that do this concurrently agree on one token.
     *
     * @throws IOException if the file cannot be written, or other users could replace it
     */
    public String ready() throws IOException {
        var token = read();
        return token.isPresent() ? token.get() : make();
    }

    /** Within one process, a second lock of the file would fail instead of wait. */
    private String make() throws IOException {
        synchronized (TokenFile.class) {
            FilePermissions.requireOwn(FilePermissions.nearest(folder()));
            Files.createDirectories(folder(), FilePermissions.privately("rwx------"));
            FilePermissions.requireMine(folder());
            try (var file =
                    FileChannel.open(path, Set.of(CREATE, READ, WRITE), FilePermissions.privately("rw-------"))) {
                var unused = file.lock(); // until it is closed
                FilePermissions.requireOwn(path);
                var known = secret(text(file));
                return known.isPresent() ? known.get() : write(file);
            }
        }
    }

    /** Reads through the channel that has the lock: closing another channel of the file would release the lock. */
    private static String text(FileChannel file) throws IOException {
        var bytes = ByteBuffer.allocate(2 * BYTES + 1);
        while (bytes.hasRemaining() && file.read(bytes) >= 0) {}
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    }

    /** Replaces a token that other users may have read. */
    private String write(FileChannel file) throws IOException {
        if (FilePermissions.isOpenToOthers(path)) {
            LOG.warn("{} was open to other users: it has mode 0600 now, and another token", path);
            FilePermissions.closeToOthers(path);
        }
        var random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        var token = HexFormat.of().formatHex(random);
        var line = ByteBuffer.wrap((token + "\n").getBytes(StandardCharsets.US_ASCII));
        file.truncate(0).position(0);
        while (line.hasRemaining()) {
            file.write(line);
        }
        file.force(true);
        return token;
    }

    private Path folder() {
        return path.resolveSibling("");
    }
}
