package banyan.launcher.cli.command;

import banyan.launcher.process.ExitException;
import java.io.PrintStream;
import java.util.List;

/** The stream that gets the result of a command. */
public record Output(PrintStream stream) {
    /**
     * Prints these lines.
     *
     * @throws ExitException if not all of it was written
     */
    public void print(List<String> lines) {
        lines.forEach(stream::println);
        requireWritten();
    }

    /** Prints this text, without a line end. */
    public void print(String text) {
        stream.print(text);
        requireWritten();
    }

    /** The stream hides its errors. */
    private void requireWritten() {
        if (stream.checkError()) {
            throw ExitException.failure(
                    "standard output did not accept the whole result: the disk is full, or no process"
                            + " reads it any more");
        }
    }
}
