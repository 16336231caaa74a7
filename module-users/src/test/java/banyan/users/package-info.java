/** Tests the rules and tables of users on a database of their own. */
@NullMarked
package banyan.users;

import org.jspecify.annotations.NullMarked;
