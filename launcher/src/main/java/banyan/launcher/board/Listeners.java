package banyan.launcher.board;

import banyan.launcher.address.ClientAddressResolver;
import banyan.launcher.config.Option;
import banyan.launcher.config.Options;
import banyan.launcher.http.Endpoint;
import banyan.launcher.http.Limits;
import banyan.launcher.http.Observer;
import banyan.launcher.http.server.HttpPort;
import banyan.launcher.http.server.Workers;
import banyan.launcher.process.Closeables;
import banyan.launcher.process.ExitException;
import java.io.IOException;
import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two ports that the process listens on: one for clients, one for operators. */
record Listeners(Options options, Closeables parts) {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    HttpPort ofBoard(Endpoint endpoint, Workers workers, Observer observer, boolean isForwarding) {
        return listen(Option.PORT, options.bind(), options.port(), endpoint, workers, observer, limits(isForwarding));
    }

    HttpPort ofOperators(Endpoint endpoint, Workers workers) {
        return listen(
                Option.ADMIN_PORT,
                options.adminBind(),
                options.adminPort(),
                endpoint,
                workers,
                Observer.NONE,
                Limits.ofOperators());
    }

    private static Limits limits(boolean isForwarding) {
        var limits = Limits.ofBoard(isForwarding);
        if (limits.connections() < Limits.CONNECTIONS) {
            LOG.warn(
                    "There are file descriptors for {} connections, not for {}: raise the limit (ulimit -n)",
                    limits.connections(),
                    Limits.CONNECTIONS);
        }
        return limits;
    }

    private HttpPort listen(
            Option option,
            InetAddress address,
            int port,
            Endpoint endpoint,
            Workers workers,
            Observer observer,
            Limits limits) {
        try {
            return parts.add(
                    option.flag(),
                    new HttpPort(
                            address,
                            port,
                            endpoint,
                            workers,
                            observer,
                            limits,
                            new ClientAddressResolver(options.trustedProxies())));
        } catch (IOException e) {
            throw ExitException.failure(
                    "%s: cannot listen at %s (%s); stop the program that uses it, or give another one; 0 takes any free port"
                            .formatted(options.given(option, port), address.getHostAddress(), e.getMessage()),
                    e);
        }
    }
}
