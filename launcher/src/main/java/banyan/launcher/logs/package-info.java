/** Writes the log: on a thread of its own, so that no request waits for whoever reads it, and within bounds. */
@NullMarked
package banyan.launcher.logs;

import org.jspecify.annotations.NullMarked;
