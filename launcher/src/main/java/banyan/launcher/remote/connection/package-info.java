/** The HTTP client of all calls to peers: its connections, its requests, and interim responses. */
@NullMarked
package banyan.launcher.remote.connection;

import org.jspecify.annotations.NullMarked;
