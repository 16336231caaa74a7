/** Tests of posts. */
@NullMarked
package banyan.posts;

import org.jspecify.annotations.NullMarked;
