package banyan.core;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A main class of the tests in a JVM of its own, with the class path and the {@code -XX} flags of this JVM. */
public final class ChildJvm {
    private ChildJvm() {}

    /** Returns the command, with further flags of the JVM. */
    public static ProcessBuilder running(Class<?> program, List<String> flags, Object... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("-XX:"))
                .forEach(command::add);
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command);
    }
}
