/** Tests the module posts on a database of its own. */
@NullMarked
package banyan.posts;

import org.jspecify.annotations.NullMarked;
