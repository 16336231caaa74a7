@NullMarked
package banyan.core.web;

import org.jspecify.annotations.NullMarked;
