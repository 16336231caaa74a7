@NullMarked
package banyan.core.web.params;

import org.jspecify.annotations.NullMarked;
