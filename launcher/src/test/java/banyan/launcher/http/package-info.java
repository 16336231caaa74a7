/** The port, tried with endpoints that do what modules should not. */
@NullMarked
package banyan.launcher.http;

import org.jspecify.annotations.NullMarked;
