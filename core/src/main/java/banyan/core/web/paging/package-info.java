/** Lists in pages: the parameters of a page, its bounds in items and bytes, and the link to the next one. */
@NullMarked
package banyan.core.web.paging;

import org.jspecify.annotations.NullMarked;
