/** Requests with an idempotency key: each takes effect once. */
@NullMarked
package banyan.core.idempotency;

import org.jspecify.annotations.NullMarked;
