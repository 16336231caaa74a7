/** What the commands have in common: their options, the words that were given, and their output. */
@NullMarked
package banyan.launcher.cli.command;

import org.jspecify.annotations.NullMarked;
