/** Access to the admin port: which requests need the token, and which clients have to wait. */
@NullMarked
package banyan.launcher.admin.access;

import org.jspecify.annotations.NullMarked;
