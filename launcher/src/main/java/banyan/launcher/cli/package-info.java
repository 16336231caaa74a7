/** The command line: one class for each command, and the grammar, help and messages that they share. */
@NullMarked
package banyan.launcher.cli;

import org.jspecify.annotations.NullMarked;
