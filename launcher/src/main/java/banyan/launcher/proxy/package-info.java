/** Forwarding of requests to other processes, and of their responses to clients. */
@NullMarked
package banyan.launcher.proxy;

import org.jspecify.annotations.NullMarked;
