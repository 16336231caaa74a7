/** Tests the access control of the admin port. */
@NullMarked
package banyan.launcher.admin;

import org.jspecify.annotations.NullMarked;
