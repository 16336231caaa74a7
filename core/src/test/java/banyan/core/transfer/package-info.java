@NullMarked
package banyan.core.transfer;

import org.jspecify.annotations.NullMarked;
