package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Facts about a running process from the operating system and the JDK's tools. */
record LiveProcess(long pid) {
    private static final Pattern MODULE = Pattern.compile("\\bbanyan\\.(?!core\\b|launcher\\b)(\\w+)\\.\\w");

    /** The short names of the modules with a loaded class. */
    SortedSet<String> modulesWithClasses() throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var command = new ArrayList<>(List.of(jcmd));
        Artifact.BRIEF.forEach(flag -> command.add("-J" + flag));
        command.addAll(List.of(Long.toString(pid), "VM.class_hierarchy"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var classes = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(classes).isZero();
        assertThat(classes).contains("banyan.launcher.Launcher");
        return MODULE.matcher(classes)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of its open and memory-mapped files, without their folders. */
    Set<String> files() throws IOException {
        var files = new HashSet<String>();
        try (var open = Files.list(proc("fd"))) {
            for (var link : open.toList()) {
                try {
                    files.add(Files.readSymbolicLink(link)
                            .getFileName()
                            .toString()
                            .replace(" (deleted)", ""));
                } catch (NoSuchFileException e) {
                    // closed in the meantime
                }
            }
        }
        for (var line : Files.readAllLines(proc("maps"))) {
            files.add(line.substring(line.lastIndexOf('/') + 1));
        }
        return files;
    }

    /** Sends a signal, such as {@code STOP}. */
    void signal(String name) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
        assertThat(kill.waitFor()).isZero();
    }

    private Path proc(String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }
}
