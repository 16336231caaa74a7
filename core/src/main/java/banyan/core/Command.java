package banyan.core;

import java.util.List;

/** Something that operators may ask of an open module, on the command line or at the admin port. */
@FunctionalInterface
public interface Command {
    /**
     * Does it.
     *
     * @param arguments the words that follow its name
     * @return the lines that the operator is to read; may be empty
     * @throws BoardException INVALID if the arguments are not what it takes; any other kind if it cannot be done
     */
    List<String> run(List<String> arguments);
}
