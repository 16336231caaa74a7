/** Tests the module threads on a database of its own. */
@NullMarked
package banyan.threads;

import org.jspecify.annotations.NullMarked;
