/** The rows of a module as lines of JSON, and copies that follow their original. */
@NullMarked
package banyan.core.transfer;

import org.jspecify.annotations.NullMarked;
