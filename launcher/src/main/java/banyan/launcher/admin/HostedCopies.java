package banyan.launcher.admin;

import banyan.core.BoardException;
import banyan.launcher.hosting.OpenModules;
import banyan.launcher.replica.ModuleCopy;
import banyan.launcher.replica.Replicas;

/** The copies of the modules that are open here. */
record HostedCopies(OpenModules modules, Replicas replicas) {
    /**
     * The copy of the module.
     *
     * @throws BoardException NOT_FOUND if the module is not open here; CONFLICT if it keeps no data; UNAVAILABLE while the board
     *     starts
     */
    ModuleCopy require(String module) {
        modules.require(module);
        return replicas.find(module)
                .orElseThrow(() ->
                        new BoardException(BoardException.Kind.CONFLICT, "The module " + module + " keeps no data."));
    }
}
