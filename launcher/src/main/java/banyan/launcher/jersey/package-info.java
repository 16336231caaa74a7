/** The Jersey application of a module, run on the HTTP server. */
@NullMarked
package banyan.launcher.jersey;

import org.jspecify.annotations.NullMarked;
