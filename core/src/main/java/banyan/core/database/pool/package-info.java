/** The connection pool of a module, for both kinds of database. Not exported: the library stays here. */
@NullMarked
package banyan.core.database.pool;

import org.jspecify.annotations.NullMarked;
