/** Databases in real files, from their creation to their end. */
@NullMarked
package banyan.core.store;

import org.jspecify.annotations.NullMarked;
