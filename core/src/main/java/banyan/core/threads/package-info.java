/** The port of the threads module, and its types. */
@NullMarked
package banyan.core.threads;

import org.jspecify.annotations.NullMarked;
