/** The posts of the board. */
@NullMarked
package banyan.posts;

import org.jspecify.annotations.NullMarked;
