/** Tests how the log is written. */
@NullMarked
package banyan.launcher.logs;

import org.jspecify.annotations.NullMarked;
