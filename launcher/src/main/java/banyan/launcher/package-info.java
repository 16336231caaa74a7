/** The program: from the command line to a board that serves, and back. */
@NullMarked
package banyan.launcher;

import org.jspecify.annotations.NullMarked;
