package banyan.core;

import java.util.List;

/** An operation of an open module that operators run on the command line or at the admin port. */
@FunctionalInterface
public interface Command {
    /**
     * Runs the command.
     *
     * @param arguments the words that follow the command's name
     * @return the lines of output for the operator; may be empty
     * @throws BoardException INVALID if the arguments are wrong; another kind if the command fails
     */
    List<String> run(List<String> arguments);
}
