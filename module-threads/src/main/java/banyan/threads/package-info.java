/** The threads of the board. */
@NullMarked
package banyan.threads;

import org.jspecify.annotations.NullMarked;
