/** Types of the parameters of requests. */
@NullMarked
package banyan.core.web.params;

import org.jspecify.annotations.NullMarked;
