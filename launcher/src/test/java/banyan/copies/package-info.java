@NullMarked
package banyan.copies;

import org.jspecify.annotations.NullMarked;
