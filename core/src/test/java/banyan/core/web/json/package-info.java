@NullMarked
package banyan.core.web.json;

import org.jspecify.annotations.NullMarked;
