@NullMarked
package banyan.core.idempotency;

import org.jspecify.annotations.NullMarked;
