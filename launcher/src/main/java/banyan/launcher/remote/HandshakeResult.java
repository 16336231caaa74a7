package banyan.launcher.remote;

import banyan.core.BoardException;
import banyan.core.contract.Contract;
import java.net.URI;

/** How an introduction went. */
public sealed interface HandshakeResult {
    /**
     * The process serves the module.
     *
     * @param contract what it says of it
     */
    record Serves(Contract contract) implements HandshakeResult {}

    /**
     * It does not, or this process cannot find out.
     *
     * @param who the process, to begin a sentence with
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

        /** The same, for the operator whose request needs the module there. */
        public BoardException exception() {
            return new BoardException(
                    reason == Reason.UNREACHABLE ? BoardException.Kind.UNAVAILABLE : BoardException.Kind.CONFLICT,
                    sentence());
        }
    }

    /** Why an introduction failed. */
    enum Reason {
        /** No response came, or one that passes by itself. */
        UNREACHABLE,
        /** The request came back to this process, or went round among others. */
        LOOP,
        /** The process is not one that can serve the module. */
        UNFIT
    }

    /**
     * What the process says of the module.
     *
     * @throws BoardException UNAVAILABLE or CONFLICT if it does not serve it
     */
    default Contract contract() {
        if (this instanceof Serves serves) {
            return serves.contract();
        }
        throw ((Fails) this).exception();
    }
}
