/** A module's own database: opening, migrating and reading it, and the one way to write. */
@NullMarked
package banyan.core.store;

import org.jspecify.annotations.NullMarked;
