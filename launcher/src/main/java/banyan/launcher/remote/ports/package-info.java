/** The ports of modules that another process hosts. */
@NullMarked
package banyan.launcher.remote.ports;

import org.jspecify.annotations.NullMarked;
