/** Tests the metrics. */
@NullMarked
package banyan.launcher.metrics;

import org.jspecify.annotations.NullMarked;
