@NullMarked
package banyan.core.web.paging;

import org.jspecify.annotations.NullMarked;
