/** Tests the port with endpoints that misbehave. */
@NullMarked
package banyan.launcher.http;

import org.jspecify.annotations.NullMarked;
