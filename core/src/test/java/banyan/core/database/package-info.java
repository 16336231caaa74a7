@NullMarked
package banyan.core.database;

import org.jspecify.annotations.NullMarked;
