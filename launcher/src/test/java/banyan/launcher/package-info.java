/** The program's parts that need no process of their own. */
@NullMarked
package banyan.launcher;

import org.jspecify.annotations.NullMarked;
