/** What is counted and timed in this process, for those who watch it. */
@NullMarked
package banyan.launcher.metrics;

import org.jspecify.annotations.NullMarked;
