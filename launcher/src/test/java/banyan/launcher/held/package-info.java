/** Tests requests that are refused because the data of their module have moved, with launchers over loopback. */
@NullMarked
package banyan.launcher.held;

import org.jspecify.annotations.NullMarked;
