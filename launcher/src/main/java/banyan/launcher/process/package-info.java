/** The process: its installation, its phases, how it stops, and how it ends. */
@NullMarked
package banyan.launcher.process;

import org.jspecify.annotations.NullMarked;
