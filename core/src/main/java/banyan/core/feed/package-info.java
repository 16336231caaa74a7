/** The feed of a module: its history, its readers, and the followers of other modules' feeds. */
@NullMarked
package banyan.core.feed;

import org.jspecify.annotations.NullMarked;
