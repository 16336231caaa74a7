@NullMarked
package banyan.core.web.validation;

import org.jspecify.annotations.NullMarked;
