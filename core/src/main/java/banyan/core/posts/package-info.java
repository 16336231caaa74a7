/** The port of the posts module, and its types. */
@NullMarked
package banyan.core.posts;

import org.jspecify.annotations.NullMarked;
