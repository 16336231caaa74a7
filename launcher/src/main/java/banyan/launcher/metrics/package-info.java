/** The counters and timers of this process, for monitoring. */
@NullMarked
package banyan.launcher.metrics;

import org.jspecify.annotations.NullMarked;
