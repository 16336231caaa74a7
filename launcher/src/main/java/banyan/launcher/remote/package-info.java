/** The other processes of the board: calls to them, their responses, and what happens when they do not respond. */
@NullMarked
package banyan.launcher.remote;

import org.jspecify.annotations.NullMarked;
