/** Tests the front. */
@NullMarked
package banyan.launcher.front;

import org.jspecify.annotations.NullMarked;
