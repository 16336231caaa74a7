package banyan.launcher.cli;

import picocli.CommandLine.Model.UsageMessageSpec;

/** The help text of the program: its commands, and the options of the default command. */
final class Overview {
    private Overview() {}

    static String of(Commands commands) {
        var line = Grammar.of(commands.named(RunCommand.NAME));
        commands.all()
                .forEach(command -> line.addSubcommand(
                        Grammar.of(command).getCommandSpec().name().replace(CommandNames.PROGRAM, ""),
                        Grammar.of(command)));
        var usage = line.getCommandSpec().usageMessage();
        describe(usage);
        return line.getUsageMessage();
    }

    private static void describe(UsageMessageSpec usage) {
        usage.customSynopsis("banyan [run] [OPTIONS]", "       banyan COMMAND [ARGUMENTS] [OPTIONS]")
                .description(
                        "Banyan is a message board that runs as one process or as many. \"banyan\" stands for bin/banyan or for"
                                + " java -jar launcher.jar.")
                .optionListHeading("%nOptions of run:%n")
                .commandListHeading("%nCommands; banyan COMMAND --help has the arguments and options of each:%n");
    }
}
