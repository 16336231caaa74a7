/** Addresses: of clients behind proxies, of networks, and of other processes. */
@NullMarked
package banyan.launcher.address;

import org.jspecify.annotations.NullMarked;
