/** The users of the board. */
@NullMarked
package banyan.users;

import org.jspecify.annotations.NullMarked;
