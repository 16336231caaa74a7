@NullMarked
package banyan.core.revision;

import org.jspecify.annotations.NullMarked;
