/** Requests that were refused because the data of their module have moved, and wait for the home. */
@NullMarked
package banyan.launcher.held;

import org.jspecify.annotations.NullMarked;
