@NullMarked
package banyan.launcher.slots.placement;

import org.jspecify.annotations.NullMarked;
