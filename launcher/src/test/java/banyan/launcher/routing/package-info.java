/** Tests the front. */
@NullMarked
package banyan.launcher.routing;

import org.jspecify.annotations.NullMarked;
