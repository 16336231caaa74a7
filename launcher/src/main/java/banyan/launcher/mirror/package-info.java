/** Mirrors: copies of requests to another process, and the comparison of its responses. */
@NullMarked
package banyan.launcher.mirror;

import org.jspecify.annotations.NullMarked;
