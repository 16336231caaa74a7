/** Access to databases of either kind: connections, statements, failures. */
@NullMarked
package banyan.core.database;

import org.jspecify.annotations.NullMarked;
