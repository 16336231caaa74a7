/** The modules that this process hosts: finds, loads, opens, checks and closes them. */
@NullMarked
package banyan.launcher.hosting;

import org.jspecify.annotations.NullMarked;
