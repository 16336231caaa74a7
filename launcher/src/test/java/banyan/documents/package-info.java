/** Tests of the documents: their links, their completeness and their language. */
@NullMarked
package banyan.documents;

import org.jspecify.annotations.NullMarked;
