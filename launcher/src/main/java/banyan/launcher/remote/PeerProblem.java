package banyan.launcher.remote;

import banyan.core.BoardException;
import banyan.core.web.problem.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the failed response of a peer into the failure that a module in this process would have thrown. */
final class PeerProblem {
    private static final Duration SOON = Duration.ofSeconds(1);

    private PeerProblem() {}

    /** The problem document as an exception; UNAVAILABLE if the document is none of the board's. */
    static BoardException of(URI peer, int status, @Nullable String retryAfter, String body) {
        try {
            var problem = PeerJson.read(peer, body);
            return Problem.kind(problem.text("type"))
                    .map(kind -> BoardException.relayed(
                            here(kind), problem.text("detail"), faults(problem), duration(retryAfter)))
                    .orElseGet(() -> unexpected(peer, status));
        } catch (BoardException e) {
            return unexpected(peer, status);
        }
    }

    /**
     * The kind of the failure in this process. The other module has refused the call, not the module in this process that makes
     * it: that one may have done something before.
     */
    private static BoardException.Kind here(BoardException.Kind kind) {
        return kind == BoardException.Kind.NOT_HOME ? BoardException.Kind.UNAVAILABLE : kind;
    }

    private static List<BoardException.Fault> faults(PeerJson problem) {
        return problem.node().has("errors")
                ? problem.items("errors").stream()
                        .map(fault -> new BoardException.Fault(fault.text("pointer"), fault.text("detail")))
                        .toList()
                : List.of();
    }

    private static Duration duration(@Nullable String retryAfter) {
        return Optional.ofNullable(retryAfter)
                .filter(seconds -> seconds.matches("\\d{1,9}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(SOON);
    }

    private static BoardException unexpected(URI peer, int status) {
        return PeerFailure.unavailable(peer, "responds with the status " + status);
    }
}
