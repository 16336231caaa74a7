/** The description of a module for other processes. */
@NullMarked
package banyan.core.contract;

import org.jspecify.annotations.NullMarked;
