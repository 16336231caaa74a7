@NullMarked
package banyan.core.database.file;

import org.jspecify.annotations.NullMarked;
