package banyan.launcher.cli.command;

import banyan.launcher.hosting.Catalog;
import banyan.launcher.process.Installation;
import picocli.CommandLine;

/** The module that a command is about. */
public final class ModuleParameter {
    private final Installation home;

    @CommandLine.Parameters(paramLabel = "MODULE", description = "The module, such as posts.")
    private String name = "";

    public ModuleParameter(Installation home) {
        this.home = home;
    }

    public String name() {
        return name;
    }

    /** The modules of the installation. */
    public Catalog catalog() {
        return Catalog.of(home);
    }

    /**
     * Rejects a name that no module has.
     *
     * @param command the command and the name, for the message
     */
    public void requireKnown(String command) {
        catalog().requireKnown(name, command);
    }
}
