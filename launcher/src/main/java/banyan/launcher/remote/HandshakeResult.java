package banyan.launcher.remote;

import banyan.core.BoardException;
import banyan.core.contract.Contract;
import java.net.URI;

/** The result of a {@link PeerHandshake}. */
public sealed interface HandshakeResult {
    /**
     * The process serves the module.
     *
     * @param contract of the module there
     */
    record Serves(Contract contract) implements HandshakeResult {}

    /**
     * The process does not serve the module, or this process cannot find out.
     *
     * @param who the process, to begin a sentence
     * @param why the rest of that sentence
     */
    record Fails(String who, Reason reason, String why) implements HandshakeResult {
        static Fails at(URI address, Reason reason, String why) {
            return new Fails("The process at " + address, reason, why);
        }

        /** The sentence. */
        public String sentence() {
            return who + " " + why + ".";
        }

        /** The failure of a request that needs the module there. */
        public BoardException exception() {
            return new BoardException(
                    reason == Reason.UNREACHABLE ? BoardException.Kind.UNAVAILABLE : BoardException.Kind.CONFLICT,
                    sentence());
        }
    }

    /** Why a handshake failed. */
    enum Reason {
        /** There was no response, or a temporary failure. */
        UNREACHABLE,
        /** The request came back to this process, or went in a loop. */
        LOOP,
        /** The process cannot serve the module. */
        UNFIT
    }

    /**
     * The contract of the module at the process.
     *
     * @throws BoardException UNAVAILABLE or CONFLICT if the process does not serve the module
     */
    default Contract contract() {
        if (this instanceof Serves serves) {
            return serves.contract();
        }
        throw ((Fails) this).exception();
    }
}
