package banyan.users;

import banyan.core.BoardException;
import banyan.core.Command;
import java.util.List;

/** Replaces the key that signs tokens. Who is signed in stays so: the keys before it count for as long as their tokens. */
record KeysCommand(SigningKeys keys) implements Command {
    static final String USAGE = "rotate";

    @Override
    public List<String> run(List<String> arguments) {
        if (!arguments.equals(List.of(USAGE))) {
            throw new BoardException(BoardException.Kind.INVALID, "keys takes " + USAGE + ".");
        }
        keys.rotate();
        return List.of("A new key signs in " + SigningKeys.LEAD.toSeconds() + " s; nobody is signed out.");
    }
}
