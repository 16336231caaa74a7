/** The copies of a module's data: following a home, and exchanging the roles of home and standby. */
@NullMarked
package banyan.launcher.replica;

import org.jspecify.annotations.NullMarked;
