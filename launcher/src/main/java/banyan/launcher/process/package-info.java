/** The process: its installation, its phases, its stop and its exit. */
@NullMarked
package banyan.launcher.process;

import org.jspecify.annotations.NullMarked;
