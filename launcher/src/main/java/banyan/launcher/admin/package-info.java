/** Guards the admin port: the token that changes need, where it is kept, and how a board proves that it has it. */
@NullMarked
package banyan.launcher.admin;

import org.jspecify.annotations.NullMarked;
