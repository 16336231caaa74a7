/** What other modules may ask of threads, and what they are given. */
@NullMarked
package banyan.core.threads;

import org.jspecify.annotations.NullMarked;
