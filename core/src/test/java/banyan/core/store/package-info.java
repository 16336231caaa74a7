/** Databases in real files, through their whole lives. */
@NullMarked
package banyan.core.store;

import org.jspecify.annotations.NullMarked;
