/** The modules that this process hosts: found, loaded, opened, watched and closed. */
@NullMarked
package banyan.launcher.hosting;

import org.jspecify.annotations.NullMarked;
