/** The port of the users module, and its types. */
@NullMarked
package banyan.core.users;

import org.jspecify.annotations.NullMarked;
