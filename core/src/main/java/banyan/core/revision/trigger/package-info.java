/** The triggers that H2 makes, by the names of these classes, in each database file. */
@NullMarked
package banyan.core.revision.trigger;

import org.jspecify.annotations.NullMarked;
