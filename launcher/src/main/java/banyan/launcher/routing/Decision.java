package banyan.launcher.routing;

import banyan.core.BoardException;
import banyan.launcher.http.LocalApplication;
import banyan.launcher.mirror.Mirror;
import banyan.launcher.remote.HomeHeader;
import banyan.launcher.remote.LoopProbe;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.Slot;
import java.net.URI;
import java.util.Optional;

/** The decision of the router about a request: a value, made before anything happens. */
sealed interface Decision {
    String HERE = Location.HERE.toString();
    String NOWHERE = "vacant";

    /** The module whose path the request has; empty for a path of the board's own, or of no module. */
    default String module() {
        return "";
    }

    /** Where the request is handled, for metrics: a {@link Location} as text, or {@link #NOWHERE}. */
    default String location() {
        return HERE;
    }

    /** Calls the case for this decision. */
    <I, R> R match(I input, Cases<I, R> cases);

    /** One method for each decision, so that a new decision does not compile until it is carried out. */
    interface Cases<I, R> {
        R status(Status decision, I input);

        R reject(Reject decision, I input);

        R loop(Loop decision, I input);

        R relayProbe(RelayProbe decision, I input);

        R local(Local decision, I input);

        R closed(Closed decision, I input);

        R refuse(Refuse decision, I input);

        R forward(Forward decision, I input);
    }

    /**
     * Effects of the routing, beside the response.
     *
     * @param mirror gets a copy of the request
     * @param newClientId is set as a cookie, so that the next request of the client goes to the same location
     * @param home is told to the launcher that sends the request, so that its next one goes there at once
     */
    record Effects(Optional<Mirror> mirror, Optional<String> newClientId, Optional<HomeHeader> home) {
        static final Effects NONE = new Effects(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The board tells that it is ready, or its phase. */
    record Status(String line) implements Decision {
        @Override
        public <I, R> R match(I input, Cases<I, R> cases) {
            return cases.status(this, input);
        }
    }

    /** No module is at this path. */
    record Reject(String module, String location, String detail) implements Decision {
        @Override
        public <I, R> R match(I input, Cases<I, R> cases) {
            return cases.reject(this, input);
        }
    }

    /**
     * The request has come back to this process, or has come through too many others.
     *
     * @param probe that has found the loop, if it is one
     */
    record Loop(String module, Optional<LoopProbe> probe) implements Decision {
        @Override
        public String location() {
            return NOWHERE;
        }

        @Override
        public <I, R> R match(I input, Cases<I, R> cases) {
            return cases.loop(this, input);
        }
    }

    /** A loop probe goes on to where requests of the module go. */
    record RelayProbe(LoopProbe probe, Slot slot) implements Decision {
        @Override
        public String module() {
            return probe.module();
        }

        @Override
        public <I, R> R match(I input, Cases<I, R> cases) {
            return cases.relayProbe(this, input);
        }
    }

    /**
     * The module in this process handles the request.
     *
     * @param slot that the decision is about, to find out whether it has changed when the module refuses the request
     */
    record Local(String module, LocalApplication application, Effects effects, Slot slot) implements Decision {
        @Override
        public <I, R> R match(I input, Cases<I, R> cases) {
            return cases.local(this, input);
        }
    }

    /** The module belongs in this process, and is not open now. */
    record Closed(String module, String detail, Effects effects) implements Decision {
        @Override
        public <I, R> R match(I input, Cases<I, R> cases) {
            return cases.closed(this, input);
        }
    }

    /**
     * The request was refused, because its module does not accept writes where it is, and was held for as long as it may be.
     *
     * @param home is told to the launcher that sends the request
     */
    record Refuse(String module, BoardException failure, HomeHeader home) implements Decision {
        @Override
        public <I, R> R match(I input, Cases<I, R> cases) {
            return cases.refuse(this, input);
        }
    }

    /**
     * Another process handles the request.
     *
     * @param slot that the decision is about, to find out whether it has changed when that process refuses the request
     */
    record Forward(String module, URI address, Effects effects, Slot slot) implements Decision {
        @Override
        public String location() {
            return address.toString();
        }

        @Override
        public <I, R> R match(I input, Cases<I, R> cases) {
            return cases.forward(this, input);
        }
    }
}
