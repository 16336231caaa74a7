/** The HTTP server: the port, and the threads that handle requests. */
@NullMarked
package banyan.launcher.http.server;

import org.jspecify.annotations.NullMarked;
