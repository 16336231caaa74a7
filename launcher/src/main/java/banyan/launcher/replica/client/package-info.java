/** Requests to the admin port of another process, for copies of data. */
@NullMarked
package banyan.launcher.replica.client;

import org.jspecify.annotations.NullMarked;
