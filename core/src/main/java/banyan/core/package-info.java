/** The contract between modules and the launcher, and the failures of the board. */
@NullMarked
package banyan.core;

import org.jspecify.annotations.NullMarked;
