package banyan.launcher.replica.client;

import banyan.launcher.admin.token.TokenFile;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tokens for other admin ports: the one that the operator gave to this process or, for a board of the same user on this
 * machine, that of the user, once that board has proven that it has it too.
 */
record AdminTokens(Optional<String> given, List<TokenFile> files) {
    /**
     * The token to send to a board.
     *
     * @param proof its response to the challenge; null if it gave none
     */
    Optional<String> of(URI board, String challenge, @Nullable String proof) {
        return proof == null
                ? Optional.empty()
                : addresses(board)
                        .flatMap(
                                address -> TokenFile.proven(files, proof, challenge, address, board.getPort()).stream())
                        .findFirst();
    }

    private static Stream<InetAddress> addresses(URI board) {
        try {
            return Stream.of(InetAddress.getAllByName(board.getHost()));
        } catch (UnknownHostException e) {
            return Stream.empty();
        }
    }
}
