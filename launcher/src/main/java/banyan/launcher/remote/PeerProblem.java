package banyan.launcher.remote;

import banyan.core.BoardException;
import banyan.core.web.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What another process has failed with, as the failure that it would have been here. */
final class PeerProblem {
    private static final Duration SOON = Duration.ofSeconds(1);

    private PeerProblem() {}

    /** Its problem document as an exception; UNAVAILABLE if it is none of the board's. */
    static BoardException of(PeerResponse answer) {
        try {
            var problem = answer.item();
            return Problem.kind(problem.text("type"))
                    .map(kind ->
                            BoardException.passedOn(kind, problem.text("detail"), faults(problem), retryAfter(answer)))
                    .orElseGet(() -> strange(answer));
        } catch (BoardException e) {
            return strange(answer);
        }
    }

    private static List<BoardException.Fault> faults(PeerJson problem) {
        return problem.node().has("errors")
                ? problem.items("errors").stream()
                        .map(fault -> new BoardException.Fault(fault.text("pointer"), fault.text("detail")))
                        .toList()
                : List.of();
    }

    private static Duration retryAfter(PeerResponse answer) {
        return Optional.ofNullable(answer.header("Retry-After"))
                .filter(seconds -> seconds.matches("\\d{1,9}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(SOON);
    }

    private static BoardException strange(PeerResponse answer) {
        return answer.from().unavailable("answers with the status " + answer.status());
    }
}
