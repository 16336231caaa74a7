package banyan.artifact;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A process with a copy of a module's data, as it describes the copy to operators.
 *
 * @param board the process
 * @param module the name of the module
 */
record Copy(BoardProcess board, String module) {
    JsonNode data() throws Exception {
        for (var one : Person.json(board.admin("/modules"))) {
            if (one.path("module").asText().equals(module)) {
                return one.path("data");
            }
        }
        throw new AssertionError(module + " is not hosted at " + board.port());
    }

    boolean isHome() throws Exception {
        return data().path("role").asText().equals("home");
    }

    long epoch() throws Exception {
        return data().path("epoch").asLong();
    }

    long revision() throws Exception {
        return data().path("revision").asLong();
    }

    /** How long its last exchange kept the module without a home, in milliseconds. */
    long pause() throws Exception {
        return data().path("lastFenceMs").asLong();
    }

    /** Returns where the process sends the requests of the module. */
    String location() throws Exception {
        for (var slot : Person.json(board.admin("/slots"))) {
            if (slot.path("module").asText().equals(module)) {
                return slot.path("location").asText();
            }
        }
        return "none";
    }
}
