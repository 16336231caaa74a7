/** Responses that are kept in memory as long as the data that they depend on have not changed. */
@NullMarked
package banyan.launcher.cache;

import org.jspecify.annotations.NullMarked;
