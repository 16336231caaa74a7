/** Tests of what guards the admin port. */
@NullMarked
package banyan.launcher.admin;

import org.jspecify.annotations.NullMarked;
