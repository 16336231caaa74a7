/** The other processes of the board: how they are asked, and what is done when they do not answer. */
@NullMarked
package banyan.launcher.remote;

import org.jspecify.annotations.NullMarked;
