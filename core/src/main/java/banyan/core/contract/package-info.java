/** What a module tells other processes about itself. */
@NullMarked
package banyan.core.contract;

import org.jspecify.annotations.NullMarked;
