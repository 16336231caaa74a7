/** The placement: where each module is, how operators move it, and the file that keeps the moves. */
@NullMarked
package banyan.launcher.slots.placement;

import org.jspecify.annotations.NullMarked;
