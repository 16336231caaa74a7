/** Writes the log within bounds, on a thread of its own, so that no request waits for a reader of the log. */
@NullMarked
package banyan.launcher.logs;

import org.jspecify.annotations.NullMarked;
