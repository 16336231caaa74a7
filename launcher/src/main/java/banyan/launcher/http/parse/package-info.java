/** The syntax of HTTP/1.1: request heads and chunked bodies. */
@NullMarked
package banyan.launcher.http.parse;

import org.jspecify.annotations.NullMarked;
