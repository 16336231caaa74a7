@NullMarked
package banyan.core;

import org.jspecify.annotations.NullMarked;
