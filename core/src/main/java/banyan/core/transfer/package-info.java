/** Export and import of all the data of a module. */
@NullMarked
package banyan.core.transfer;

import org.jspecify.annotations.NullMarked;
