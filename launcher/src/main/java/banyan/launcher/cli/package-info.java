/** The commands of the command line. */
@NullMarked
package banyan.launcher.cli;

import org.jspecify.annotations.NullMarked;
