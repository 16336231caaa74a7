/** The HTTP entry point of the launcher: it sends requests under {@code /api/<module>} to the slot of the module. */
@NullMarked
package banyan.launcher.routing;

import org.jspecify.annotations.NullMarked;
