/** JSON documents: the mapper that writes responses, and the reader that rejects unknown fields and wrong types. */
@NullMarked
package banyan.core.web.json;

import org.jspecify.annotations.NullMarked;
