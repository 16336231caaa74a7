/** Tests the parts of the program that need no separate process. */
@NullMarked
package banyan.launcher;

import org.jspecify.annotations.NullMarked;
