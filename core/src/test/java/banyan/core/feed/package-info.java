@NullMarked
package banyan.core.feed;

import org.jspecify.annotations.NullMarked;
