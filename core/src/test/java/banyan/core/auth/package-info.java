@NullMarked
package banyan.core.auth;

import org.jspecify.annotations.NullMarked;
