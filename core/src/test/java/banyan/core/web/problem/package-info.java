@NullMarked
package banyan.core.web.problem;

import org.jspecify.annotations.NullMarked;
