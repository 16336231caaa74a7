/** The HTTP entrance of the launcher: routes requests under {@code /api/<module>} to the slot of the module. */
@NullMarked
package banyan.launcher.front;

import org.jspecify.annotations.NullMarked;
