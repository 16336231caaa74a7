/** The data that each location serves, and the rule that a move must not lose any. */
@NullMarked
package banyan.launcher.slots.data;

import org.jspecify.annotations.NullMarked;
