/** Tests of threads. */
@NullMarked
package banyan.threads;

import org.jspecify.annotations.NullMarked;
