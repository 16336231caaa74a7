/** The launcher's HTTP entrance: sends what is asked under {@code /api/<module>} to that module's slot. */
@NullMarked
package banyan.launcher.front;

import org.jspecify.annotations.NullMarked;
