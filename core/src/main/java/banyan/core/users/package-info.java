/** What other modules may ask of users, and what they are given. */
@NullMarked
package banyan.core.users;

import org.jspecify.annotations.NullMarked;
