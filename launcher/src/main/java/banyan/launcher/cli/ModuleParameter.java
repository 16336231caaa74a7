package banyan.launcher.cli;

import banyan.launcher.hosting.Catalog;
import banyan.launcher.process.Installation;
import picocli.CommandLine;

/** The module that a command is about. */
final class ModuleParameter {
    private final Installation home;

    @CommandLine.Parameters(paramLabel = "MODULE", description = "The module, such as posts.")
    private String name = "";

    ModuleParameter(Installation home) {
        this.home = home;
    }

    String name() {
        return name;
    }

    /** The modules of the installation. */
    Catalog catalog() {
        return Catalog.of(home);
    }

    /**
     * Rejects a name that no module has.
     *
     * @param command the command and the name, for the message
     */
    void requireKnown(String command) {
        catalog().requireKnown(name, command);
    }
}
