/** What other modules may ask of posts, and what they are given. */
@NullMarked
package banyan.core.posts;

import org.jspecify.annotations.NullMarked;
