/** What a module is to the launcher, and how anything on the board fails. */
@NullMarked
package banyan.core;

import org.jspecify.annotations.NullMarked;
