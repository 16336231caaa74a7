/** One connection: reading, writing, time limits, and the bounds of all connections together. */
@NullMarked
package banyan.launcher.http.connection;

import org.jspecify.annotations.NullMarked;
