/** The PostgreSQL database: a schema for each module. */
@NullMarked
package banyan.core.database.server;

import org.jspecify.annotations.NullMarked;
