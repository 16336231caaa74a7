/** The board: the wiring of its parts, in the order in which they start. */
@NullMarked
package banyan.launcher.board;

import org.jspecify.annotations.NullMarked;
