/** The client side of the admin port. */
@NullMarked
package banyan.launcher.cli.client;

import org.jspecify.annotations.NullMarked;
