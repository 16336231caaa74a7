/** Revisions: the number of each write transaction, in each row that it changed, and the rows that were deleted. */
@NullMarked
package banyan.core.revision;

import org.jspecify.annotations.NullMarked;
