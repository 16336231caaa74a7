/** Problem documents (RFC 9457): the body of each failed response. */
@NullMarked
package banyan.core.web.problem;

import org.jspecify.annotations.NullMarked;
