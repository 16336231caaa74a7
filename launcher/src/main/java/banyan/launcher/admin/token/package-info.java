/** The token of the admin API: where it is kept, how it is proved, and how guesses are slowed down. */
@NullMarked
package banyan.launcher.admin.token;

import org.jspecify.annotations.NullMarked;
