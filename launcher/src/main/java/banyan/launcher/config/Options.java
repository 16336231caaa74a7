package banyan.launcher.config;

import banyan.core.Seed;
import banyan.launcher.address.Network;
import banyan.launcher.admin.token.TokenFile;
import banyan.launcher.process.ExitException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The options of the process, read once.
 *
 * @param modules short names of the modules to host, in the order given; {@link #ALL} or {@link #NONE} alone for these
 * @param port 0-65535, where 0 is any free one
 * @param bind the address that the port of the board listens on
 * @param adminPort 0-65535, where 0 is any free one
 * @param adminBind the address that the admin port listens on
 * @param adminToken the secret that the admin port requires; not optional unless it listens on loopback
 * @param tokenFiles where the token of the operating-system user may be, which counts if there is no other
 * @param data the folder of the databases
 * @param database the addresses of databases on a server
 * @param login the login there
 * @param remotes the addresses of modules that other processes host
 * @param follows the admin addresses of the homes that modules of this process follow
 * @param address the address of this board for other copies of the data; empty if they can see it
 * @param adminAddress the same of the admin port
 * @param trustedProxies the networks of proxies whose headers determine the address of the client
 * @param seed the rows that a new, empty database starts with; empty if it was not given
 * @param responseCache the bytes for cached responses; empty if they were not given
 * @param drain the longest time that stopping may take, 0-1 h
 * @param accessLog whether each request is a line in the log
 * @param jsonLog whether the lines of the log are JSON
 * @param settings all of this as text, for operators
 * @param variables the options that were given as environment variables
 */
public record Options(
        List<String> modules,
        int port,
        InetAddress bind,
        int adminPort,
        InetAddress adminBind,
        Optional<String> adminToken,
        List<TokenFile> tokenFiles,
        Path data,
        DatabaseOption database,
        DatabaseLogin login,
        SortedMap<String, URI> remotes,
        SortedMap<String, URI> follows,
        Optional<URI> address,
        Optional<URI> adminAddress,
        List<Network> trustedProxies,
        Optional<Seed> seed,
        Optional<Long> responseCache,
        Duration drain,
        boolean accessLog,
        boolean jsonLog,
        List<OptionView> settings,
        Set<Option> variables) {
    public static final String ALL = "all";
    public static final String NONE = "none";

    /** One in so many bytes of the heap is for cached responses. */
    private static final int CACHE_SHARE_OF_HEAP = 16;

    public Options {
        modules = List.copyOf(modules);
        tokenFiles = List.copyOf(tokenFiles);
        remotes = Collections.unmodifiableSortedMap(new TreeMap<>(remotes));
        follows = Collections.unmodifiableSortedMap(new TreeMap<>(follows));
        trustedProxies = List.copyOf(trustedProxies);
        settings = List.copyOf(settings);
        variables = Set.copyOf(variables);
        if (!adminBind.isLoopbackAddress() && adminToken.isEmpty()) {
            throw ExitException.usage(
                    Option.ADMIN_BIND.given(adminBind.getHostAddress(), variables.contains(Option.ADMIN_BIND))
                            + ": other machines could reach the admin port; set BANYAN_ADMIN_TOKEN to a secret, or bind it to 127.0.0.1");
        }
        if (modules.size() > 1 && (modules.contains(ALL) || modules.contains(NONE))) {
            throw ExitException.usage(
                    Option.MODULES.given(String.join(",", modules), variables.contains(Option.MODULES))
                            + ": all and none stand alone");
        }
    }

    /** Names an option with a value, as the operator gave it. */
    public String given(Option option, Object value) {
        return option.given(value, variables.contains(option));
    }

    /** The rows that a new database of the module starts with. On a server, samples would be a surprise. */
    public Seed seed(String module) {
        return seed.orElse(database.of(module).isPresent() ? Seed.NONE : Seed.TUTORIAL);
    }

    /** The bytes for cached responses. */
    public long responseCacheBytes() {
        return responseCache.orElse(Runtime.getRuntime().maxMemory() / CACHE_SHARE_OF_HEAP);
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return "Options[modules=" + modules + ", port=" + port + ", adminPort=" + adminPort + ", data=" + data + "]";
    }
}
