/** The slots: where the requests of each module go, and how that changes. */
@NullMarked
package banyan.launcher.slots;

import org.jspecify.annotations.NullMarked;
