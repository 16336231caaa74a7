/** The embedded database: an H2 file for each module. */
@NullMarked
package banyan.core.database.file;

import org.jspecify.annotations.NullMarked;
