/** The program: its entry points with and without module layers. */
@NullMarked
package banyan.launcher;

import org.jspecify.annotations.NullMarked;
