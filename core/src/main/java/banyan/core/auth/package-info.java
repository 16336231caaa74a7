/** Tokens: verified with the public keys of the users module. */
@NullMarked
package banyan.core.auth;

import org.jspecify.annotations.NullMarked;
