/** Reports the progress of a test run. */
@NullMarked
package banyan.testing;

import org.jspecify.annotations.NullMarked;
