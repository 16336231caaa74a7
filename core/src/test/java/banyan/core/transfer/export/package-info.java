@NullMarked
package banyan.core.transfer.export;

import org.jspecify.annotations.NullMarked;
