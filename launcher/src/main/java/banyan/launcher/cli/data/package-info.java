/** Exports and imports of the data of a module, through a running board or without one. */
@NullMarked
package banyan.launcher.cli.data;

import org.jspecify.annotations.NullMarked;
