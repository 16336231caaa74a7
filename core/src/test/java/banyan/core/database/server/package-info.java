@NullMarked
package banyan.core.database.server;

import org.jspecify.annotations.NullMarked;
